// Filled by rejotc build.

SELECT 1_000 AS thousand, 0x1F AS hexadecimal, 0o17 AS octal, 0b101 AS binary, 1_0.5e1_0 AS float, age + 0xff AS sum FROM users WHERE id = 1_000 AND age < :age;

print("rejotc")

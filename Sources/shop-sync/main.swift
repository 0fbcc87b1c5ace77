print("shop-sync")

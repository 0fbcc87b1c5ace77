CREATE TABLE orders ("Order ID" bigint PRIMARY KEY, "note: #1" text);

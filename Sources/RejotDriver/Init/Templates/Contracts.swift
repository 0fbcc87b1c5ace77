extension NewProject {
  /// The public schema `customer@1.0`.
  var publicSchema: NewFile {
    NewFile(
      path: "contracts/customer.sql",
      text: """
        -- rejot:public customer@1.0
        -- source: source
        -- description: A customer, as other teams may see one.
        SELECT id, first_name, last_name, email
        FROM customers
        WHERE id = :id;

        """, purpose: "public schema customer@1.0: what is shared")
  }

  /// The consumer `customers`.
  var consumerSchema: NewFile {
    NewFile(
      path: "contracts/customers.sql",
      text: """
        -- rejot:consumer customers
        -- from: \(inYAML("\(name)/customer@1"))
        -- into: target
        -- description: Customers by their full name.
        INSERT INTO customers (id, full_name, email)
        VALUES (:id, concat(:first_name, ' ', :last_name), :email)
        ON CONFLICT (id) DO UPDATE SET
          full_name = concat(:first_name, ' ', :last_name),
          email = EXCLUDED.email;
        -- rejot:delete
        DELETE FROM customers WHERE id = :id;

        """, purpose: "consumer customers: what is made of it")
  }
}

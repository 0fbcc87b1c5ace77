-- How the sales team looks things up.
CREATE INDEX customers_email ON customers (email);
CREATE INDEX customers_tags ON customers USING gin (tags);
CREATE INDEX orders_customer_id ON orders (customer_id);
CREATE INDEX order_lines_product_id ON order_lines (product_id);

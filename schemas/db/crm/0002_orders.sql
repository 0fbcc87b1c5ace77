-- What orders shares. An order and its lines arrive in one transaction.
CREATE TYPE order_status AS ENUM ('draft', 'placed', 'paid', 'shipped', 'cancelled');

CREATE TABLE products (
  id bigint PRIMARY KEY,
  sku text NOT NULL,
  name text NOT NULL,
  price numeric(12,2) NOT NULL,
  labels text[] NOT NULL,
  attributes jsonb NOT NULL,
  discontinued boolean NOT NULL
);

CREATE TABLE orders (
  id bigint PRIMARY KEY,
  -- No foreign key: customers come from another database and may be a moment later.
  customer_id uuid NOT NULL,
  status order_status NOT NULL,
  total numeric(12,2) NOT NULL,
  gift boolean NOT NULL,
  deliver_on date,
  placed_at timestamptz NOT NULL
);

CREATE TABLE order_lines (
  order_id bigint NOT NULL REFERENCES orders ON DELETE CASCADE,
  line_no integer NOT NULL,
  product_id bigint NOT NULL REFERENCES products,
  quantity integer NOT NULL,
  unit_price numeric(12,2) NOT NULL,
  note text NOT NULL,
  PRIMARY KEY (order_id, line_no)
);

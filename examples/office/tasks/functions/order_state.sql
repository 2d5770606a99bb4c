SELECT order_id, customer, product, state, ordered_on, amount, note FROM orders WHERE order_id = :order_id

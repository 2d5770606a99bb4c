INSERT INTO refunds (order_id, amount, reason) VALUES (:order_id, :amount, :reason)

-- Umsatz je Monat
WITH monthly AS (
    SELECT date_trunc('month', o.created_at) AS month, SUM(i.price * i.quantity)::numeric(12, 2) AS total
    FROM orders o JOIN order_items i ON i.order_id = o.id
    WHERE o.status NOT IN ('cancelled', 'draft') AND o.created_at >= now() - INTERVAL '1 year'
    GROUP BY 1
)
SELECT month, total, total - LAG(total, 1, 0) OVER (ORDER BY month) AS change
FROM monthly ORDER BY month DESC LIMIT 12;

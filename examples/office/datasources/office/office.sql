-- Each table is made and filled once; what was booked or noted since then stays.
CREATE TABLE IF NOT EXISTS rooms (room VARCHAR(40) PRIMARY KEY, room_zh VARCHAR(20), city VARCHAR(40), city_zh VARCHAR(20), floor INTEGER,
    seats INTEGER, projector BOOLEAN) AS
SELECT * FROM (VALUES
    ('Lotus', '荷花厅', 'Hangzhou', '杭州', 3, 8, TRUE),
    ('Osmanthus', '桂花厅', 'Hangzhou', '杭州', 5, 14, TRUE),
    ('Bamboo', '竹厅', 'Hangzhou', '杭州', 2, 6, FALSE),
    ('West Lake', '西湖厅', 'Hangzhou', '杭州', 6, 30, TRUE),
    ('Bund', '外滩厅', 'Shanghai', '上海', 1, 10, TRUE),
    ('Magnolia', '玉兰厅', 'Shanghai', '上海', 8, 4, FALSE),
    ('Hutong', '胡同厅', 'Beijing', '北京', 4, 12, TRUE));

CREATE TABLE IF NOT EXISTS bookings (room VARCHAR(40) REFERENCES rooms, booked_on DATE, begins TIME, ends TIME,
    booked_for VARCHAR(80)) AS
SELECT * FROM (VALUES
    ('Osmanthus', DATE '2026-12-01', TIME '13:00:00', TIME '17:00:00', 'Regional sales review'),
    ('West Lake', DATE '2026-12-01', TIME '09:00:00', TIME '12:00:00', 'All hands'));

CREATE TABLE IF NOT EXISTS orders (order_id VARCHAR(10) PRIMARY KEY, customer VARCHAR(80), product VARCHAR(60),
    state VARCHAR(20), ordered_on DATE, amount DECIMAL(12, 2), note VARCHAR(500)) AS
SELECT o.*, CAST(NULL AS VARCHAR(500)) FROM (VALUES
    ('O-1001', 'Lan Qingyu', 'Dome tent for two', 'in preparation', DATE '2026-11-03', 360),
    ('O-1002', 'Zhou Weiming', 'Camp stove', 'returned', DATE '2026-11-04', 145),
    ('O-1003', 'Ana Ribeiro', 'Trail lantern', 'delivered', DATE '2026-11-05', 89),
    ('O-1004', 'Sun Keqin', 'Down sleeping bag', 'shipped', DATE '2026-11-06', 620),
    ('O-1005', 'Peter Holm', 'Dome tent for two', 'shipped', DATE '2026-11-07', 360),
    ('O-1006', 'He Yunshu', 'Camp stove', 'in preparation', DATE '2026-11-08', 145),
    ('O-1007', 'Mina Sato', 'Trail lantern', 'returned', DATE '2026-11-09', 89),
    ('O-1008', 'Gao Lei', 'Down sleeping bag', 'delivered', DATE '2026-11-10', 620),
    ('O-1009', 'Lan Qingyu', 'Dome tent for two', 'delivered', DATE '2026-11-11', 360),
    ('O-1010', 'Zhou Weiming', 'Camp stove', 'shipped', DATE '2026-11-12', 145),
    ('O-1011', 'Ana Ribeiro', 'Trail lantern', 'in preparation', DATE '2026-11-13', 89),
    ('O-1012', 'Sun Keqin', 'Down sleeping bag', 'returned', DATE '2026-11-14', 620),
    ('O-1013', 'Peter Holm', 'Dome tent for two', 'returned', DATE '2026-11-15', 360),
    ('O-1014', 'He Yunshu', 'Camp stove', 'delivered', DATE '2026-11-16', 145),
    ('O-1015', 'Mina Sato', 'Trail lantern', 'shipped', DATE '2026-11-17', 89),
    ('O-1016', 'Gao Lei', 'Down sleeping bag', 'in preparation', DATE '2026-11-18', 620),
    ('O-1017', 'Lan Qingyu', 'Dome tent for two', 'in preparation', DATE '2026-11-19', 360),
    ('O-1018', 'Zhou Weiming', 'Camp stove', 'returned', DATE '2026-11-20', 145),
    ('O-1019', 'Ana Ribeiro', 'Trail lantern', 'delivered', DATE '2026-11-21', 89),
    ('O-1020', 'Sun Keqin', 'Down sleeping bag', 'shipped', DATE '2026-11-22', 620)) AS o;

CREATE TABLE IF NOT EXISTS refunds (order_id VARCHAR(10) REFERENCES orders, amount DECIMAL(12, 2), reason VARCHAR(20),
    paid_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP);

INSERT INTO bookings (room, booked_on, begins, ends, booked_for)
SELECT r.room, CAST(:day AS DATE), CAST(:begins AS TIME), CAST(:ends AS TIME), CAST(:booked_for AS VARCHAR(80))
FROM rooms r
WHERE (r.room = :room OR r.room_zh = :room)
  AND CAST(:begins AS TIME) < CAST(:ends AS TIME)
  AND NOT EXISTS (
    SELECT 1 FROM bookings b
    WHERE b.room = r.room AND b.booked_on = CAST(:day AS DATE)
      AND b.begins < CAST(:ends AS TIME) AND b.ends > CAST(:begins AS TIME))

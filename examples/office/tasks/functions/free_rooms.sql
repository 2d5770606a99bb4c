SELECT r.room, r.room_zh, CAST(r.floor AS VARCHAR(3)) AS floor, r.seats, r.projector
FROM rooms r
WHERE (r.city = :city OR r.city_zh = :city)
  AND r.seats >= :seats
  AND (:projector = FALSE OR r.projector)
  AND NOT EXISTS (
    SELECT 1 FROM bookings b
    WHERE b.room = r.room AND b.booked_on = :day
      AND b.begins < CAST(:ends AS TIME) AND b.ends > CAST(:begins AS TIME))
ORDER BY r.seats, r.room

SELECT flight, origin, destination, state, departs, gate FROM flights WHERE flight = :flight AND flies_on = :day

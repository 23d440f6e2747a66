-- The obstacles among the threads: those that may say something alike (storage/search/similar.hpp).

CREATE INDEX threads_of_obstacles ON threads (id) WHERE kind = 4;

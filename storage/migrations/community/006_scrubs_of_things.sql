-- What is erased may be words of a round as well as a message.

ALTER TABLE pending_scrubs RENAME COLUMN message_id TO thing_id;

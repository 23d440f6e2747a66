-- The key that signs the addresses to answer to stands with the one of the links that stop mails.

INSERT INTO mail_keys (name, value) SELECT 'reply', bytes FROM reply_key;
DROP TABLE reply_key;

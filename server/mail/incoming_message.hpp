// A mail that came in, as far as we read it: who wrote, to which addresses, in which words, and what else was in it.
//
//   const IncomingMessage mail = read_incoming(bytes);   // never fails: what cannot be read is empty
//
// All text is UTF-8, whatever the mail was written in; text that names no charset, or a wrong one, is taken for
// Windows-1252. GMime does the parsing and is known in incoming_message.cpp alone. One thread at a time.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ramure::mail {

inline constexpr std::size_t words_bytes_max = 512 * 1024;       // of the text that is looked at
inline constexpr std::size_t picture_bytes_ignored = 40 * 1024;  // in an HTML mail: a logo, not something that is sent
inline constexpr std::size_t addressees_max = 50;

// What a mail server says of a mail that it could not deliver (RFC 3464), of its first receiver.
struct DeliveryReport {
  std::string message_id;  // of that mail, with its angle brackets; empty: it does not say
  std::string action;      // "failed", "delayed", "delivered" …, lower case
  std::string reason;      // the server's words: one line
};

// What says that no person wrote it, word by word as it stands; empty: not said.
struct AutomaticMarks {
  std::string auto_submitted, precedence, list_id, auto_response;  // the last: X-Autoreply and its likes
  std::optional<std::string> return_path;  // "": "<>", the null sender. Nothing: our mail server wrote none
};

// Something that was sent along. The name is the sender's, and may be anything (sent_file_name.hpp).
struct SentFile {
  std::string name;
  std::string bytes;  // not empty
};

struct IncomingMessage {
  std::string message_id;  // with its angle brackets; empty: none
  std::string from;        // the address of its first author
  std::string subject;
  std::string language;                 // Content-Language, or empty
  std::vector<std::string> addressees;  // addresses of To, Cc and of what our mail server says that it delivered to
  AutomaticMarks marks;
  std::string words;  // as plain text, quotes and signatures and all; lines end with \n
  std::vector<SentFile> files;
  std::size_t files_left_out = 0;  // what is none to be kept: mails inside, what is encrypted, what has no content
  std::optional<DeliveryReport> report;
};

IncomingMessage read_incoming(std::string_view bytes);

}  // namespace ramure::mail

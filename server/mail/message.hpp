// A whole mail as it goes over the wire: headers, plain text, and the same as HTML that is easy to read aloud.
//
//   const std::string message = compose({.from = …, .to = …, .message_id = "<…@exemple.fr>", …}, fill(form, fields),
//   link);
//
// No pictures, no scripts, nothing that is loaded from anywhere: opening a mail tells nobody.
#pragma once

#include <string>

#include "server/clock.hpp"
#include "server/mail/templates.hpp"

namespace ramure::mail {

struct Mailbox {
  std::string name;     // may be empty
  std::string address;  // see address.hpp
};

struct Envelope {
  Mailbox from, to;
  std::string message_id;  // with its angle brackets: the same for every try of the same mail
  std::string locale;      // "fr" or "en"
  TimestampMs at_ms = 0;
  std::string reply_to = {};   // an address; empty: answers go to `from`
  std::string stop_link = {};  // one click stops mails of this kind (RFC 8058); empty: it was asked for
};

// Lines end with CRLF. The letter's fields are filled in already; `link` is where its button leads.
std::string compose(const Envelope& envelope, const Template& letter, const std::string& link);

}  // namespace ramure::mail

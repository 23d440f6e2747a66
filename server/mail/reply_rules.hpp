// What is made of a mail that came in, before anybody is asked: whether a person wrote it, and the words in which it is
// said why one was not taken. Pure.
#pragma once

#include <cstdint>
#include <string_view>

#include "ramure/v1/refusals.pb.h"
#include "server/mail/incoming_message.hpp"

namespace ramure::mail {

// No program is ever answered, nor are its words posted: absences, lists, reports, and mails of our own.
bool is_automatic(const IncomingMessage& message, std::string_view own_address);

enum class ReplyReason : std::uint8_t {
  no_thread,      // it was sent to an address that takes no answers
  forged,         // the token is not ours
  expired,        // … or too old, or of a journal that is no more
  other_address,  // not that of the account
  closed,         // the thread is archived
  no_rights,      // the thread is gone, or hidden, or not for his words
  empty,
  too_long,   // the words
  too_large,  // the whole mail
  too_many,   // in a short time, from him
  no_files,   // nothing but what is no file to be kept: IncomingMessage::files_left_out
  no_room,    // for its files, and there were no words
  not_taken,  // whatever else the server refuses
};

// A sentence or two, for the person who wrote.
std::string_view reason_in_words(ReplyReason reason, bool in_english);

// Why a command that was refused for good was refused.
ReplyReason reason_of(v1::RefusalCode code);

}  // namespace ramure::mail

// What all letters of a community have in common: its own words where it has some, and a Message-ID that nobody
// can guess.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "server/mail/templates.hpp"

namespace ramure::mail {

// Of `folder` (empty: none), else as shipped; mistakes in the folder's files are logged.
Template letter_form(const std::filesystem::path& folder, std::string_view kind, std::string_view locale);

// "<40 digits@host>": the digits follow from the secret, and tell nothing of it. Something that the mail's receiver or
// nobody else knows: by this name one tells us that the mail came back, so that a name which can be guessed lets
// anybody say so.
std::string message_id_of(std::string_view secret, const std::string& from_address);

}  // namespace ramure::mail

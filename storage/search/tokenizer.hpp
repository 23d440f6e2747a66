// The tokens of the index, and the FTS5 tokenizer that makes them. Only storage includes this header.
//
// In documents each word gives two tokens at one place: `=exact` and `~stem`. The first place of every text holds
// `all_documents`, so that "everything but …" can be asked. In queries the tokenizer takes tokens that are already
// marked, between blanks, as they are: "~financ", "=le =financement", "=fin" * .
#pragma once

#include <string>
#include <string_view>

struct sqlite3;

namespace ramure::storage {

inline constexpr char exact_mark = '=';
inline constexpr char stem_mark = '~';
inline constexpr std::string_view all_documents = ".";
inline constexpr std::string_view tokenizer_name = "ramure_french";

// Raised whenever the same text would give other tokens: an index of another version is built anew.
inline constexpr int tokenizer_version = 1;

// Makes `tokenize = 'ramure_french'` known to this connection. Throws std::runtime_error when SQLite has no FTS5.
void register_tokenizer(sqlite3* database);

}  // namespace ramure::storage

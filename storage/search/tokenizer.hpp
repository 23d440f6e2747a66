// The tokens of the index, and the FTS5 tokenizer that makes them. Only storage includes this header.
//
// In documents each word gives two tokens at one place: `=exact` and `~stem`. A text that begins with `marked_text` is
// not written by people: it holds tokens that are already marked, between blanks, taken as they are; so does every
// query: "~financ", "=le =financement", "=fin" * .
#pragma once

#include <string>
#include <string_view>

struct sqlite3;

namespace ramure::storage {

inline constexpr char exact_mark = '=';
inline constexpr char stem_mark = '~';
inline constexpr char channel_mark = '@';  // with an id: where and by whom the document was written
inline constexpr char author_mark = '&';
inline constexpr char thread_mark = '#';
inline constexpr std::string_view all_documents = ".";  // every document has it: for "everything but …"
inline constexpr char marked_text = '\x01';
inline constexpr std::string_view tokenizer_name = "ramure_french";

// Raised whenever the same text would give other tokens: an index of another version is built anew.
inline constexpr int tokenizer_version = 1;

// Makes `tokenize = 'ramure_french'` known to this connection. Throws std::runtime_error when SQLite has no FTS5.
void register_tokenizer(sqlite3* database);

}  // namespace ramure::storage

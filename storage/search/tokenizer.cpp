#include "storage/search/tokenizer.hpp"

#include <sqlite3.h>

#include <new>
#include <stdexcept>

#include "storage/search/french_words.hpp"

namespace ramure::storage {

namespace {

using TokenSink = int (*)(void*, int, const char*, int, int, int);

// There is one stateless tokenizer; FTS5 only wants an address.
int create(void*, const char**, int, Fts5Tokenizer** out) {
  static char only;
  *out = reinterpret_cast<Fts5Tokenizer*>(&only);
  return SQLITE_OK;
}

void destroy(Fts5Tokenizer*) {}

int give(void* context, TokenSink sink, int flags, std::string_view token, std::uint32_t begin, std::uint32_t end) {
  return sink(context, flags, token.data(), static_cast<int>(token.size()), static_cast<int>(begin),
              static_cast<int>(end));
}

int tokenize_marked(void* context, TokenSink sink, std::string_view text) {
  std::size_t at = 0;
  while ((at = text.find_first_not_of(' ', at)) != std::string_view::npos) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const int code = give(context, sink, 0, text.substr(at, end - at), static_cast<std::uint32_t>(at),
                          static_cast<std::uint32_t>(end));
    if (code != SQLITE_OK) return code;
    at = end;
  }
  return SQLITE_OK;
}

int tokenize_words(void* context, TokenSink sink, std::string_view text) {
  int code = SQLITE_OK;
  std::string token;
  for (const Word& word : french_words(text)) {
    token.assign(1, exact_mark).append(word.exact);
    code = give(context, sink, word.joined ? FTS5_TOKEN_COLOCATED : 0, token, word.begin, word.end);
    if (code != SQLITE_OK) return code;
    token.assign(1, stem_mark).append(word.stem);
    code = give(context, sink, FTS5_TOKEN_COLOCATED, token, word.begin, word.end);
    if (code != SQLITE_OK) return code;
  }
  return code;
}

// No exception may cross SQLite's C frames.
int tokenize(Fts5Tokenizer*, void* context, int flags, const char* text, int bytes, TokenSink sink) noexcept try {
  const std::string_view view(text == nullptr ? "" : text, static_cast<std::size_t>(bytes));
  if ((flags & FTS5_TOKENIZE_QUERY) != 0) return tokenize_marked(context, sink, view);
  if (view.starts_with(marked_text)) return tokenize_marked(context, sink, view.substr(1));
  return tokenize_words(context, sink, view);
} catch (const std::bad_alloc&) {
  return SQLITE_NOMEM;
} catch (...) {
  return SQLITE_ERROR;
}

fts5_api* api_of(sqlite3* database) {
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  return api;
}

}  // namespace

void register_tokenizer(sqlite3* database) {
  fts5_api* api = api_of(database);
  if (api == nullptr) throw std::runtime_error("this SQLite was built without FTS5");
  fts5_tokenizer functions{create, destroy, tokenize};
  if (api->xCreateTokenizer(api, std::string(tokenizer_name).c_str(), nullptr, &functions, nullptr) != SQLITE_OK) {
    throw std::runtime_error("the French tokenizer could not be registered");
  }
}

}  // namespace ramure::storage

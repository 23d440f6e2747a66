#include "storage/search/asker.hpp"

#include <sqlite3.h>

#include <algorithm>

namespace ramure::storage {

namespace {

bool is_one_of(const auto& wanted, auto value) {
  return wanted.empty() || std::ranges::find(wanted, value) != wanted.end();
}

// 0 stands for what is not shown (a hidden author, no theme): nobody finds it by asking for it.
bool is_one_of_ids(const std::vector<std::uint64_t>& wanted, std::uint64_t value) {
  return wanted.empty() || (value != 0 && is_one_of(wanted, value));
}

std::int64_t integer(sqlite3_value* value) { return sqlite3_value_int64(value); }
std::uint64_t id(sqlite3_value* value) { return static_cast<std::uint64_t>(sqlite3_value_int64(value)); }

void wants_document(sqlite3_context* context, int, sqlite3_value** values) {
  const auto* asker = static_cast<const Asker*>(sqlite3_user_data(context));
  const SearchDocument document{0, id(values[0]), id(values[1]), id(values[2]), id(values[3]), integer(values[4])};
  sqlite3_result_int(context, asker->wants_document(document) ? 1 : 0);
}

void wants_thread(sqlite3_context* context, int, sqlite3_value** values) {
  const auto* asker = static_cast<const Asker*>(sqlite3_user_data(context));
  const bool wanted = asker->wants_thread(id(values[0]), id(values[1]), static_cast<v1::ThreadKind>(integer(values[2])),
                                          static_cast<v1::ObstacleStatus>(integer(values[3])), integer(values[4]) != 0,
                                          integer(values[5]) != 0);
  sqlite3_result_int(context, wanted ? 1 : 0);
}

}  // namespace

void Asker::register_functions(Connection& connection) {
  const auto add = [&](const char* name, int arguments, void (*function)(sqlite3_context*, int, sqlite3_value**)) {
    const int code = sqlite3_create_function_v2(connection.handle(), name, arguments, SQLITE_UTF8 | SQLITE_DIRECTONLY,
                                                this, function, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) throw_storage_error(connection.handle(), code, std::string("register ") + name);
  };
  add("wants_document", 5, storage::wants_document);
  add("wants_thread", 6, storage::wants_thread);
}

void Asker::ask(const Readable& readable, const SearchConditions& conditions) {
  readable_ = &readable;
  conditions_ = &conditions;
  wanted_threads.reset();
}

bool Asker::wants_document(const SearchDocument& document) const {
  return readable_->may_read(document.channel_id, document.birth_seq) &&
         is_one_of_ids(conditions_->channel_ids, document.channel_id) &&
         is_one_of_ids(conditions_->thread_ids, document.thread_id) &&
         is_one_of_ids(conditions_->author_ids, document.author_id) &&
         (!conditions_->from_ms || document.at_ms >= *conditions_->from_ms) &&
         (!conditions_->before_ms || document.at_ms < *conditions_->before_ms) &&
         (!wanted_threads || std::ranges::binary_search(*wanted_threads, document.thread_id));
}

bool Asker::wants_thread(std::uint64_t theme_id, std::uint64_t territory_id, v1::ThreadKind kind,
                         v1::ObstacleStatus status, bool resolved, bool archived) const {
  const SearchConditions& asked = *conditions_;
  const bool any_status = asked.statuses.empty() && !asked.resolved && !asked.unresolved && !asked.archived;
  const bool right_status = any_status || (!asked.statuses.empty() && is_one_of(asked.statuses, status)) ||
                            (asked.resolved && resolved) || (asked.unresolved && !resolved) ||
                            (asked.archived && archived);
  return right_status && is_one_of_ids(asked.theme_ids, theme_id) && is_one_of_ids(asked.territory_ids, territory_id) &&
         is_one_of(asked.kinds, kind);
}

bool Asker::wants_channel(std::uint64_t channel_id, std::uint64_t last_seq) const {
  return is_one_of_ids(conditions_->channel_ids, channel_id) && readable_->may_read(channel_id, last_seq);
}

}  // namespace ramure::storage

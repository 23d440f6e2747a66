// Lists of threads, newest activity first, over several channels. Internal to storage/.
//
// The order is by what the asker may see of the activity: (last readable message, id), both falling. A thread that was
// born and fell silent before his entry counts as activity 0, so that the order tells nothing about it; so does one
// whose messages were all moved away.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ramure/v1/queries.pb.h"
#include "storage/asking.hpp"

namespace ramure::storage {

struct ThreadPosition {
  std::uint64_t last_message_id = 0;  // readable; 0: none
  std::uint64_t thread_id = 0;
  auto operator<=>(const ThreadPosition&) const = default;
};

inline constexpr ThreadPosition before_all{~std::uint64_t{0} >> 1, ~std::uint64_t{0} >> 1};

// The filters of `query` (its channel, limit and token aside).
std::vector<ThreadPosition> list_threads(Asking& asking, std::span<const Readable::Place> places,
                                         const v1::ListThreads& query, ThreadPosition after, std::size_t limit);

// A place in the list of one query, for clients to hand back unread. It is bound to the query's filters.
std::string page_token(const v1::ListThreads& query, ThreadPosition last);

// Where to go on; before_all without a token; nullopt when the token was not made by page_token for these filters.
std::optional<ThreadPosition> parse_page_token(const v1::ListThreads& query);

}  // namespace ramure::storage

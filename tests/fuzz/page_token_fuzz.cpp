// Any text as a page token: refused, or a place that gives the very same token again for these filters only.
#include "protocol/check.hpp"
#include "protocol/limits.hpp"
#include "storage/thread_order.hpp"

using namespace ramure;

namespace {

void check_own_token(v1::ListThreads query, std::string_view bytes) {
  storage::ThreadPosition position;
  for (const char byte : bytes) {
    position.last_message_id = (position.last_message_id << 7 ^ static_cast<unsigned char>(byte)) & limits::id_max;
    position.thread_id = (position.thread_id + (position.last_message_id >> 3)) & limits::id_max;
  }
  query.set_page_token(storage::page_token(query, position));
  CHECK(storage::parse_page_token(query) == position, "a token of ours leads back to its place");
  query.set_theme_id(query.theme_id() + 1);
  CHECK(!storage::parse_page_token(query), "it is of no use with other filters");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  v1::ListThreads query;
  query.set_channel_id(size);
  query.set_unread_only(size % 2 == 0);
  check_own_token(query, bytes);

  query.set_page_token(std::string(bytes));
  const auto position = storage::parse_page_token(query);
  if (position && !bytes.empty()) {
    v1::ListThreads again = query;
    again.set_page_token(storage::page_token(query, *position));
    CHECK(storage::parse_page_token(again) == position, "a place has a token");
  }
  return 0;
}

#include "server/live/signals.hpp"

#include "server/live/wire.hpp"

namespace ramure::live {

std::string encode_signal(const v1::Signal& signal) {
  std::string bytes;
  append_bytes(bytes, v1::ServerFrame::kSignalsFieldNumber, signal.SerializeAsString());
  return bytes;
}

std::string encode_typing(std::uint64_t thread_id, std::uint64_t member_id) {
  v1::Signal signal;
  signal.mutable_typing()->set_thread_id(thread_id);
  signal.mutable_typing()->set_member_id(member_id);
  return encode_signal(signal);
}

std::string encode_presence(std::uint64_t member_id, bool online) {
  v1::Signal signal;
  signal.mutable_presence()->set_member_id(member_id);
  signal.mutable_presence()->set_online(online);
  return encode_signal(signal);
}

bool TypingGate::admit(std::uint64_t thread_id, std::int64_t steady_ms) {
  const std::int64_t wait_ms = thread_id == thread_id_ ? typing_interval_ms : typing_interval_ms / 3;
  if (thread_id_ != 0 && steady_ms - last_ms_ < wait_ms) return false;
  thread_id_ = thread_id;
  last_ms_ = steady_ms;
  return true;
}

}  // namespace ramure::live

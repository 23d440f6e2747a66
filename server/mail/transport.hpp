// How a mail leaves: to a mail server (smtp.hpp), or into a folder (folder.hpp).
#pragma once

#include <cstdint>
#include <string>

namespace ramure::mail {

struct Parcel {
  std::string key;   // of the outbox: the same parcel has the same key
  std::string from;  // addresses
  std::string to;
  std::string message;  // as it goes over the wire
};

enum class Handover : std::uint8_t {
  done,
  refused,      // for good: this mail will never be taken
  later,        // this mail is not taken now
  unreachable,  // nothing is taken now: the server is away, or does not let us in
};

struct Delivery {
  Handover handover = Handover::done;
  std::string reason = {};  // in words for the operator, at most reason_bytes_max; never a secret of ours
};

inline constexpr std::size_t reason_bytes_max = 200;

class Transport {
 public:
  virtual ~Transport() = default;

  // Blocks; one call at a time. Throws nothing.
  virtual Delivery send(const Parcel& parcel) = 0;
  // From any thread: what is being sent, and whatever would be sent after it, comes back soon as `unreachable`.
  virtual void stop() = 0;
};

}  // namespace ramure::mail

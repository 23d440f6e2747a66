// How many connections there may be, in total and from one address. Any thread.
//
//   auto ticket = admission.admit(address_key);  // empty: turned away
//   … the connection holds the ticket for as long as it lives
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "server/metrics.hpp"

namespace ramure::net {

struct AdmissionLimits {
  std::size_t connections_max = 0;
  std::size_t per_address_max = 0;
};

class Admission {
 public:
  class Ticket {
   public:
    Ticket() = default;
    Ticket(Ticket&& other) noexcept
        : admission_(std::exchange(other.admission_, nullptr)), address_key_(std::exchange(other.address_key_, 0)) {}
    Ticket& operator=(Ticket&& other) noexcept {
      std::swap(admission_, other.admission_);
      std::swap(address_key_, other.address_key_);
      return *this;
    }
    ~Ticket() {
      if (admission_ != nullptr) admission_->release(address_key_);
    }
    explicit operator bool() const { return admission_ != nullptr; }
    std::uint64_t address_key() const { return address_key_; }

   private:
    friend class Admission;
    Ticket(Admission& admission, std::uint64_t address_key) : admission_(&admission), address_key_(address_key) {}
    Admission* admission_ = nullptr;
    std::uint64_t address_key_ = 0;  // 0: not counted by address
  };

  Admission(AdmissionLimits limits, Metrics& metrics) : limits_(limits), metrics_(metrics) {}

  // `address_key` stands for the address (the listener makes it); 0 counts in the total only.
  Ticket admit(std::uint64_t address_key);
  std::size_t count() const;

  // False when there are still some after that time.
  bool wait_until_empty(std::chrono::milliseconds timeout) const;

 private:
  void release(std::uint64_t address_key);

  const AdmissionLimits limits_;
  Metrics& metrics_;
  mutable std::mutex mutex_;
  mutable std::condition_variable emptied_;
  std::size_t total_ = 0;                                      // guarded by mutex_
  std::unordered_map<std::uint64_t, std::size_t> by_address_;  // guarded by mutex_; no zeros
};

}  // namespace ramure::net

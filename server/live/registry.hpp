// The communities of one server: opened on first use, closed when nobody has used them for a while.
// Data folder: DATA/communities/<slug>/{community.db, drafts.db, search.db}.
//
// Promises:
// 1. A community is open at most once, also while it is being closed and asked for again.
// 2. open() never blocks the caller: files open on a reader thread, `done` runs on the loop.
// 3. A community with a living lease is not closed, close_all() excepted.
// 4. A slug that is malformed, or that no folder has, is NOT_FOUND.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ramure/v1/refusals.pb.h"
#include "server/live/community_host.hpp"
#include "server/live/loop.hpp"

namespace ramure::live {

class Registry {
 public:
  // Keeps a community open. Movable; any thread.
  class Lease {
   public:
    Lease() = default;
    Lease(Lease&& other) noexcept;
    Lease& operator=(Lease&& other) noexcept;
    ~Lease();
    CommunityHost* operator->() const { return host_.get(); }
    CommunityHost& operator*() const { return *host_; }
    explicit operator bool() const { return host_ != nullptr; }

   private:
    friend class Registry;
    Lease(Registry& registry, std::shared_ptr<CommunityHost> host) : registry_(&registry), host_(std::move(host)) {}
    Registry* registry_ = nullptr;
    std::shared_ptr<CommunityHost> host_;
  };

  Registry(std::filesystem::path data_folder, HostServices services, std::int64_t idle_close_ms = 300'000);
  ~Registry();  // close_all() must have been called

  using Opened = std::move_only_function<void(std::expected<Lease, v1::Refusal>)>;
  void open(std::string slug, Loop& loop, Opened done);

  // The same, waiting: for start-up, tests and the command line. Not on I/O threads.
  std::expected<Lease, v1::Refusal> open_now(const std::string& slug);

  std::vector<std::string> slugs() const;  // of the folders that exist, sorted

  // Maintenance's, each on a thread of its own. tick(): what is due now and then in every open community, and closing
  // what has been idle. follow(): indexing and erasing. open_all_when_due(): every community, at the first call and
  // then once a day, because what was being erased when the server stopped, and uploads that have waited too long, must
  // not wait until somebody comes.
  void tick();
  void follow();
  void open_all_when_due();

  // For good. Maintenance has been stopped, and no I/O thread waits for this one.
  void close_all();

  // Those that are open now, for metrics. Does not keep them open.
  std::vector<std::shared_ptr<CommunityHost>> open_hosts() const;

  static bool is_slug(std::string_view text);  // a-z 0-9 and inner hyphens, 1 to 63
  std::filesystem::path folder(std::string_view slug) const;

 private:
  struct Entry {
    enum class State { opening, open, closing };
    State state = State::opening;
    std::shared_ptr<CommunityHost> host;
    std::size_t leases = 0;
    std::int64_t idle_since_ms = 0;
  };

  void release(const std::string& slug);
  void close_idle();
  void open_where_due();
  std::expected<Lease, v1::Refusal> open_entry(const std::string& slug);
  void close_entry(std::string slug, std::unique_lock<std::mutex>& lock);

  const std::filesystem::path data_folder_;
  const HostServices services_;
  const std::int64_t idle_close_ms_;
  mutable std::mutex mutex_;  // protects the following
  std::condition_variable changed_;
  std::unordered_map<std::string, Entry> entries_;
  std::unordered_map<std::string, TimestampMs> looks_;  // of closed communities: when a round's clock is due
  bool is_closing_ = false;
  std::optional<std::int64_t> opened_all_at_ms_;  // of whoever calls open_all_when_due
};

}  // namespace ramure::live

#include "server/live/registry.hpp"

#include <algorithm>
#include <utility>

namespace ramure::live {

namespace {

constexpr std::int64_t open_again_ms = 60'000;

}  // namespace

Registry::Lease::Lease(Lease&& other) noexcept
    : registry_(std::exchange(other.registry_, nullptr)), host_(std::move(other.host_)) {}

Registry::Lease& Registry::Lease::operator=(Lease&& other) noexcept {
  std::swap(registry_, other.registry_);
  std::swap(host_, other.host_);
  return *this;
}

Registry::Lease::~Lease() {
  if (host_ != nullptr) registry_->release(host_->slug());
}

Registry::Registry(std::filesystem::path data_folder, HostServices services, std::int64_t idle_close_ms)
    : data_folder_(std::move(data_folder)), services_(std::move(services)), idle_close_ms_(idle_close_ms) {}

Registry::~Registry() { close_all(); }

bool Registry::is_slug(std::string_view text) {
  const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  return !text.empty() && text.size() <= 63 && is_plain(text.front()) && is_plain(text.back()) &&
         std::ranges::all_of(text, [&](char c) { return is_plain(c) || c == '-'; });
}

std::filesystem::path Registry::folder(std::string_view slug) const { return data_folder_ / "communities" / slug; }

std::vector<std::string> Registry::slugs() const {
  std::vector<std::string> result;
  std::error_code failure;
  for (const auto& entry : std::filesystem::directory_iterator(data_folder_ / "communities", failure)) {
    std::string name = entry.path().filename().string();
    if (is_slug(name) && std::filesystem::exists(entry.path() / "community.db")) result.push_back(std::move(name));
  }
  std::ranges::sort(result);
  return result;
}

void Registry::open(std::string slug, Loop& loop, Opened done) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(slug);
    if (found != entries_.end() && found->second.state == Entry::State::open && !is_closing_) {
      ++found->second.leases;
      loop.post(
          [done = std::move(done), lease = Lease(*this, found->second.host)]() mutable { done(std::move(lease)); });
      return;
    }
  }
  services_.readers.submit_bounded([this, slug = std::move(slug), &loop, done = std::move(done)]() mutable {
    auto opened = open_now(slug);
    loop.post([done = std::move(done), opened = std::move(opened)]() mutable { done(std::move(opened)); });
  });
}

std::expected<Registry::Lease, v1::Refusal> Registry::open_now(const std::string& slug) {
  {
    std::unique_lock lock(mutex_);
    for (auto found = entries_.find(slug); found != entries_.end(); found = entries_.find(slug)) {
      if (is_closing_) break;
      if (found->second.state == Entry::State::open) {
        ++found->second.leases;
        return Lease(*this, found->second.host);
      }
      changed_.wait(lock);
    }
    if (is_closing_) return std::unexpected(overloaded("the server is closing"));
    if (!is_slug(slug) || !std::filesystem::exists(folder(slug) / "community.db")) {
      return std::unexpected(not_found("community"));
    }
    entries_[slug];  // opening: others wait
  }
  return open_entry(slug);
}

std::expected<Registry::Lease, v1::Refusal> Registry::open_entry(const std::string& slug) {
  std::shared_ptr<CommunityHost> host;
  try {
    host = CommunityHost::open(slug, folder(slug), services_);
  } catch (const std::exception& error) {
    if (services_.hooks.on_internal) services_.hooks.on_internal(error.what());
  }
  const std::lock_guard lock(mutex_);
  changed_.notify_all();
  if (host == nullptr) {
    entries_.erase(slug);
    return std::unexpected(storage_unavailable("the community's files cannot be opened"));
  }
  looks_.erase(slug);  // the open one watches by itself
  Entry& entry = entries_[slug];
  entry = {.state = Entry::State::open, .host = host, .leases = 1, .idle_since_ms = 0};
  return Lease(*this, std::move(host));
}

void Registry::release(const std::string& slug) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(slug);
  if (found == entries_.end()) return;  // close_all() did not wait for us
  if (--found->second.leases == 0) found->second.idle_since_ms = services_.clock.steady_ms();
}

void Registry::close_idle() {
  const auto is_idle = [this](const Entry& entry) {
    return entry.state == Entry::State::open && entry.leases == 0 &&
           services_.clock.steady_ms() - entry.idle_since_ms >= idle_close_ms_;
  };
  std::vector<std::shared_ptr<CommunityHost>> idle;
  std::unique_lock lock(mutex_);
  for (const auto& [slug, entry] : entries_) {
    if (is_idle(entry)) idle.push_back(entry.host);
  }
  lock.unlock();
  std::erase_if(idle, [](const auto& host) { return !host->is_settled(); });  // may take a moment: nobody waits for it
  lock.lock();
  for (const auto& host : idle) {
    const auto found = entries_.find(host->slug());
    if (found != entries_.end() && is_idle(found->second)) close_entry(host->slug(), lock);
  }
}

void Registry::close_all() {
  std::unique_lock lock(mutex_);
  is_closing_ = true;
  while (!entries_.empty()) {
    const auto open =
        std::ranges::find_if(entries_, [](const auto& e) { return e.second.state == Entry::State::open; });
    if (open != entries_.end()) {
      close_entry(open->first, lock);
    } else {
      changed_.wait(lock);
    }
  }
}

void Registry::close_entry(std::string slug, std::unique_lock<std::mutex>& lock) {
  Entry& entry = entries_[slug];
  entry.state = Entry::State::closing;
  const auto host = std::move(entry.host);
  lock.unlock();
  host->close();
  lock.lock();
  entries_.erase(slug);
  if (host->next_look_ms() != 0) looks_[slug] = host->next_look_ms();
  changed_.notify_all();
}

std::vector<std::shared_ptr<CommunityHost>> Registry::open_hosts() const {
  std::vector<std::shared_ptr<CommunityHost>> result;
  const std::lock_guard lock(mutex_);
  for (const auto& [slug, entry] : entries_) {
    if (entry.state == Entry::State::open) result.push_back(entry.host);
  }
  return result;
}

void Registry::open_all_when_due() {
  constexpr std::int64_t day_ms = 24LL * 3600 * 1000;
  const std::int64_t now = services_.clock.steady_ms();
  if (opened_all_at_ms_ && now - *opened_all_at_ms_ < day_ms) return;
  opened_all_at_ms_ = now;
  for (const std::string& slug : slugs()) open_now(slug);
}

void Registry::follow() {
  constexpr int slices_at_once_max = 50;  // then the others have their turn
  for (const auto& host : open_hosts()) {
    for (int slices = 0; slices < slices_at_once_max && host->follow(); ++slices) continue;
  }
}

// Rounds have deadlines that come while nobody is here. One that cannot be opened now is tried again.
void Registry::open_where_due() {
  const TimestampMs now = services_.clock.now_ms();
  std::vector<std::string> due;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [slug, look] : looks_) {
      if (look <= now) due.push_back(slug);
    }
    for (const std::string& slug : due) looks_[slug] = now + open_again_ms;
  }
  for (const std::string& slug : due) open_now(slug);
}

void Registry::tick() {
  open_where_due();
  for (const auto& host : open_hosts()) host->tick();
  close_idle();
}

}  // namespace ramure::live

// What only the administration does: see the end of accounts.hpp.
#include <algorithm>
#include <atomic>
#include <thread>

#include "server/identity/accounts_state.hpp"

namespace ramure::identity {

namespace {

using NewAccounts = std::vector<Accounts::NewAccount>;

std::optional<v1::Refusal> check_people(const NewAccounts& people) {
  std::vector<std::string> names;
  for (const auto& person : people) {
    if (const auto why = why_not_sign_in_name(person.name)) {
      return refuse(v1::REFUSAL_CODE_INVALID_ARGUMENT, "name", person.name + ": " + *why).error();
    }
    if (const auto why = why_not_password(person.password, person.name)) {
      return refuse(v1::REFUSAL_CODE_INVALID_ARGUMENT, "password", person.name + ": " + *why).error();
    }
    names.push_back(folded_sign_in_name(person.name));
  }
  std::ranges::sort(names);
  if (const auto twice = std::ranges::adjacent_find(names); twice != names.end()) {
    return refuse(v1::REFUSAL_CODE_CONFLICT, "name", *twice + ": two people would sign in with this name").error();
  }
  return std::nullopt;
}

// Argon2id is the only long part, so it is spread over the cores; sign-ins keep their own pool meanwhile.
std::vector<std::string> hash_all(const NewAccounts& people, const PasswordCost& cost,
                                  const std::function<void(std::size_t)>& progress) {
  std::vector<std::string> hashes(people.size());
  std::atomic<std::size_t> next{0};
  std::size_t done = 0;
  std::exception_ptr failure;
  std::mutex mutex;  // guards done, failure and the calls of progress
  const auto work = [&] {
    for (std::size_t i = next++; i < people.size(); i = next++) {
      try {
        hashes[i] = hash_password(people[i].password, cost);
      } catch (...) {
        const std::lock_guard lock(mutex);
        failure = std::current_exception();
        return;
      }
      const std::lock_guard lock(mutex);
      if (++done; progress) progress(done);
    }
  };
  {
    std::vector<std::jthread> helpers;
    for (unsigned i = 1; i < std::thread::hardware_concurrency(); ++i) helpers.emplace_back(work);
    work();
  }
  if (failure) std::rethrow_exception(failure);
  return hashes;
}

}  // namespace

Outcome<Done> Accounts::provision_now(const std::string& community, const std::vector<NewAccount>& people,
                                      const std::function<void(std::size_t done)>& progress) {
  State& s = *state_;
  if (const auto refusal = check_people(people)) return std::unexpected(*refusal);
  std::vector<std::uint64_t> ended;
  auto work = [&]() -> Outcome<Done> {
    const auto hashes = hash_all(people, s.options.password_cost, progress);
    const TimestampMs now_ms = s.clock.now_ms();
    const std::lock_guard lock(s.file_mutex);
    auto change = s.file.begin();
    for (std::size_t i = 0; i < people.size(); ++i) {
      const std::string folded = folded_sign_in_name(people[i].name);
      auto account = s.file.account_of_name(folded);
      if (account && !s.file.links_of(account->id).empty()) {
        return refuse(v1::REFUSAL_CODE_CONFLICT, "name", people[i].name + ": this name is taken");
      }
      if (s.file.account_of_member(community, people[i].member_id)) {
        return refuse(v1::REFUSAL_CODE_CONFLICT, "member", people[i].name + ": this member has an account already");
      }
      if (account) {
        s.file.set_password(account->id, hashes[i], std::max(now_ms, account->changed_at_ms + 1));
        s.file.end_sessions_of(account->id);
        for (const auto& session : s.sessions.of_account(account->id)) ended.push_back(session.id);
      }
      const auto id = account ? account->id
                              : s.file.add_account({.name = people[i].name,
                                                    .folded_name = folded,
                                                    .password_hash = hashes[i],
                                                    .created_at_ms = now_ms,
                                                    .changed_at_ms = now_ms});
      s.file.link(id, community, people[i].member_id);
    }
    change.commit();
    return Done{};
  };
  auto outcome = s.guarded<Done>(work);
  if (outcome) s.forget(ended);
  return outcome;
}

Outcome<Done> Accounts::forget_community_now(const std::string& community) {
  State& s = *state_;
  auto work = [&]() -> Outcome<Done> {
    const std::lock_guard lock(s.file_mutex);
    s.file.unlink_community(community);
    s.file.drop_roadmap_links_of(community);
    s.file.drop_workshop_codes_of(community);
    return Done{};
  };
  return s.guarded<Done>(work);
}

Outcome<Done> Accounts::reset_password_now(std::string_view name, std::string_view password) {
  State& s = *state_;
  if (const auto why = why_not_password(password, name)) {
    return refuse(v1::REFUSAL_CODE_INVALID_ARGUMENT, "password", *why);
  }
  std::vector<std::uint64_t> ended;
  auto work = [&]() -> Outcome<Done> {
    const std::string hash = hash_password(password, s.options.password_cost);
    const std::lock_guard lock(s.file_mutex);
    const auto account = s.file.account_of_name(folded_sign_in_name(name));
    if (!account) return refuse(v1::REFUSAL_CODE_NOT_FOUND, "name", "no account signs in with this name");
    auto change = s.file.begin();
    s.file.set_password(account->id, hash, std::max(s.clock.now_ms(), account->changed_at_ms + 1));
    s.file.end_sessions_of(account->id);
    s.file.drop_calendar_feeds_of(account->id);
    change.commit();
    for (const auto& session : s.sessions.of_account(account->id)) ended.push_back(session.id);
    return Done{};
  };
  auto outcome = s.guarded<Done>(work);
  s.forget(ended);
  return outcome;
}

std::vector<std::pair<std::uint64_t, std::string>> Accounts::names_of_community_now(const std::string& community) {
  const std::lock_guard lock(state_->file_mutex);
  return state_->file.names_of_community(community);
}

}  // namespace ramure::identity

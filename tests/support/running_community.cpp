#include "tests/support/running_community.hpp"

#include <sodium.h>

#include <future>
#include <stdexcept>

#include "server/identity/accounts.hpp"
#include "server/system_clock.hpp"

namespace ramure::test {

namespace {

std::string name_of(std::uint64_t member_id) { return "m" + std::to_string(member_id); }

template <class T>
T must(identity::Outcome<T> outcome) {
  if (!outcome) throw std::runtime_error("accounts refused: " + outcome.error().ShortDebugString());
  return std::move(*outcome);
}

}  // namespace

RunningCommunity::RunningCommunity(std::vector<std::string> flags, const Prepare& prepare) {
  if (sodium_init() < 0) throw std::runtime_error("no libsodium");
  const std::filesystem::path folder = folder_.path() / "communities" / slug;
  std::filesystem::create_directories(folder);
  community_ = std::make_unique<FoundedCommunity>(folder);
  thread_ = community_->open_thread(community_->plenary, community_->facilitator, "Premier fil");
  community_->post(thread_, community_->facilitator, "Bienvenue");
  if (prepare) prepare(*community_);
  community_->close();
  make_accounts();
  server_ = std::make_unique<ServerProcess>(folder_.path(), std::move(flags));
}

void RunningCommunity::make_accounts() {
  SystemClock clock;
  SystemRandom random;
  identity::AccountsOptions options;
  options.file = folder_.path() / "accounts.db";
  options.password_cost = identity::PasswordCost::weak_for_tests();
  options.durable = false;
  identity::Accounts accounts(options, clock, random);
  const FoundedCommunity& c = *community_;
  const std::vector<std::uint64_t> members{c.facilitator,    c.adviser,        c.evaluator,      c.steering,
                                           c.orientation,    c.admin,          c.valmerac.first, c.valmerac.second,
                                           c.kerlohan.first, c.kerlohan.second};
  std::vector<identity::Accounts::NewAccount> people;
  for (const std::uint64_t id : members) people.push_back({name_of(id), password, id});
  must(accounts.provision_now(slug, people));
  for (const std::uint64_t id : members) {
    std::promise<identity::Outcome<identity::SignedIn>> signed_in;
    accounts.sign_in({name_of(id), password, "192.0.2." + std::to_string(id % 250), "test"},
                     [&signed_in](auto outcome) { signed_in.set_value(std::move(outcome)); });
    tokens_[id] = must(signed_in.get_future().get()).token;
  }
  accounts.stop();
}

WsClient::Options RunningCommunity::options(std::uint64_t member_id) const {
  WsClient::Options options;
  options.port = port();
  options.token = token(member_id);
  return options;
}

WsClient RunningCommunity::connect(std::uint64_t member_id, protocol::Encoding encoding) const {
  WsClient::Options wish = options(member_id);
  wish.encoding = encoding;
  return WsClient(wish);
}

std::string RunningCommunity::next_key() {
  std::string key(16, '\0');
  randombytes_buf(key.data(), key.size());
  key[6] = static_cast<char>((key[6] & 0x0F) | 0x70);
  key[8] = static_cast<char>((key[8] & 0x3F) | 0x80);
  return key;
}

v1::Command RunningCommunity::post(std::uint64_t thread_id, std::string_view body) {
  v1::Command command;
  command.set_command_key(next_key());
  command.mutable_post_message()->set_thread_id(thread_id);
  command.mutable_post_message()->set_body(std::string(body));
  return command;
}

v1::Command RunningCommunity::open_thread(std::uint64_t channel_id, std::string_view title) {
  v1::Command command;
  command.set_command_key(next_key());
  v1::OpenThread& body = *command.mutable_open_thread();
  body.set_channel_id(channel_id);
  body.set_kind(v1::THREAD_KIND_DISCUSSION);
  body.set_title(std::string(title));
  body.set_body("Premier message");
  return command;
}

}  // namespace ramure::test

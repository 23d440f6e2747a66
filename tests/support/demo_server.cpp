#include "tests/support/demo_server.hpp"

#include <fstream>
#include <stdexcept>

#include "server/identity/tokens.hpp"
#include "server/system_clock.hpp"
#include "storage/accounts.hpp"

namespace ramure::test {

namespace {

constexpr std::int64_t session_ms = std::int64_t{24} * 3600 * 1000;

// The data folder as it was created, and who is in it.
struct Template {
  TemporaryFolder folder;
  std::filesystem::path data = folder / "data";
  DemoPeople people;
};

void create_community(const std::filesystem::path& data, const std::filesystem::path& sign_ins) {
  const Finished made = run_program({RAMURED_PATH, "--data", data.string(), "community", "create", "--from",
                                     RAMURE_DEMO_DIR, "--demo-sign-ins", sign_ins.string()},
                                    {}, std::chrono::seconds(180));
  if (made.status != 0) throw std::runtime_error("the demo could not be made: " + made.output + made.errors);
}

// Lines of "name <tab> password <tab> who it is".
DemoPeople read_sign_ins(const std::filesystem::path& path) {
  DemoPeople people;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const auto first = line.find('\t');
    const auto second = line.find('\t', first + 1);
    if (second == std::string::npos) throw std::runtime_error("a line of the sign-ins lacks a field: " + line);
    people[line.substr(0, first)].password = line.substr(first + 1, second - first - 1);
  }
  return people;
}

void add_sessions(const std::filesystem::path& data, DemoPeople& people) {
  SystemRandom random;
  storage::AccountFile accounts(data / "accounts.db");
  auto change = accounts.begin();
  const std::int64_t now_ms = SystemClock().now_ms();
  for (const storage::AccountMemberRow& link : accounts.links()) {
    const auto account = accounts.account(link.account_id);
    DemoPerson& person = people.at(account->name);
    person.member_id = link.member_id;
    person.token = identity::new_token(random);
    storage::SessionRow session;
    session.token_hash = identity::bytes_of(identity::hash_of_token(person.token));
    session.account_id = link.account_id;
    session.created_at_ms = session.last_used_ms = now_ms;
    session.expires_at_ms = now_ms + session_ms;
    accounts.add_session(session);
  }
  change.commit();
}

const Template& made_once() {
  static const std::unique_ptr<Template> made = [] {
    auto fresh = std::make_unique<Template>();
    create_community(fresh->data, fresh->folder / "sign-ins.tsv");
    fresh->people = read_sign_ins(fresh->folder / "sign-ins.tsv");
    add_sessions(fresh->data, fresh->people);
    return fresh;
  }();
  return *made;
}

}  // namespace

DemoServer::DemoServer(std::vector<std::string> flags) : data_(folder_ / "data") { start(std::move(flags)); }

DemoServer::DemoServer(const std::filesystem::path& data, std::vector<std::string> flags) : data_(data) {
  start(std::move(flags));
}

void DemoServer::start(std::vector<std::string> flags) {
  std::filesystem::copy(made_once().data, data_, std::filesystem::copy_options::recursive);
  server_ = std::make_unique<ServerProcess>(data_, std::move(flags));
}

const DemoPeople& DemoServer::people() const { return made_once().people; }

WsClient::Options DemoServer::options(const std::string& name) const {
  WsClient::Options options;
  options.port = port();
  options.token = person(name).token;
  return options;
}

WsClient DemoServer::connect(const std::string& name, protocol::Encoding encoding) const {
  WsClient::Options wish = options(name);
  wish.encoding = encoding;
  return WsClient(wish);
}

Finished DemoServer::check() const { return run_program({RAMURED_PATH, "--data", data_.string(), "check"}); }

std::string new_command_key() {
  SystemRandom random;
  return identity::derived_command_key(SystemClock().now_ms(), identity::new_token(random));
}

v1::Command post_command(std::uint64_t thread_id, std::string_view body) {
  v1::Command command;
  command.set_command_key(new_command_key());
  command.mutable_post_message()->set_thread_id(thread_id);
  command.mutable_post_message()->set_body(std::string(body));
  return command;
}

}  // namespace ramure::test

// `ramured member …`
#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json/serialize.hpp>
#include <iostream>
#include <memory>

#include "server/ops/commands.hpp"

namespace ramure {

namespace {

namespace json = boost::json;

std::string text(const json::value& object, std::string_view name) { return std::string(object.at(name).as_string()); }

// Options become fields of the request by their own name: --sign-in is "sign_in".
using Request = std::shared_ptr<json::object>;

CLI::Option* add_field(CLI::App* command, const Request& request, const std::string& name, const std::string& help) {
  std::string field = name;
  std::ranges::replace(field, '-', '_');
  return command->add_option_function<std::string>(
      "--" + name, [request, field](const std::string& value) { (*request)[field] = value; }, help);
}

Request add_command(CLI::App* parent, CommandLine& line, const std::string& name, const std::string& help,
                    CLI::App*& command, const ops::PrintAnswer& print) {
  const auto request = std::make_shared<json::object>();
  (*request)["command"] = "member " + name;
  command = parent->add_subcommand(name, help);
  command->callback([&line, request, print] {
    line.chosen = [&line, request, print] { return ops::administer(line, *request, print); };
  });
  return request;
}

constexpr const char* roles =
    "catalyst, facilitator, adviser, evaluator, steering, orientation, technical-committee, admin";

void add_person_fields(CLI::App* command, const Request& request) {
  add_field(command, request, "name", "first and last name of somebody new");
  add_field(command, request, "role", roles);
  add_field(command, request, "territory", "key of the territory (catalysts only)");
  add_field(command, request, "organisation", "where the person works");
  add_field(command, request, "function", "as what");
  add_field(command, request, "key", "short stable name, like p25");
}

void print_member(bool as_json, const json::value& member) {
  if (as_json) {
    std::cout << json::serialize(member) << "\n";
    return;
  }
  const std::string key = text(member, "key");
  std::cout << (key.empty() ? std::to_string(member.at("id").to_number<std::uint64_t>()) : key);
  for (const char* column : {"name", "role", "territory", "status", "sign_in"})
    std::cout << "\t" << text(member, column);
  std::cout << "\n";
}

void print_password(const json::object& answer) {
  std::cout << "Password, shown once: " << text(answer, "password") << "\n";
}

}  // namespace

void add_member_commands(CLI::App& app, CommandLine& line) {
  CLI::App* member = app.add_subcommand("member", "Add, invite and manage the people of a community.");
  member->require_subcommand(1);
  const std::string community_help = "slug of the community";
  const std::string member_help = "key or id of the member; see `member list`";
  CLI::App* command = nullptr;

  auto request = add_command(member, line, "add", "Add somebody, with an account if --sign-in is given.", command,
                             [](const Config&, const json::object& answer) {
                               std::cout << "Member " << answer.at("member_id") << "\n";
                               if (answer.contains("password")) print_password(answer);
                             });
  add_field(command, request, "community", community_help)->required();
  add_person_fields(command, request);
  add_field(command, request, "sign-in", "name to sign in with; the password is made and shown once");

  request = add_command(member, line, "invite", "Make a link by which a member, or somebody new, gets an account.",
                        command, [](const Config& config, const json::object& answer) {
                          std::cout << ops::invitation_link(config, text(answer, "token")) << "\n";
                        });
  add_field(command, request, "community", community_help)->required();
  add_field(command, request, "member", member_help + ", for somebody who is one");
  add_person_fields(command, request);

  const auto say_done = [](const Config&, const json::object&) { std::cout << "Done.\n"; };
  request = add_command(member, line, "role", "Give a member another role; what it opens and closes follows.", command,
                        say_done);
  add_field(command, request, "community", community_help)->required();
  add_field(command, request, "member", member_help)->required();
  add_field(command, request, "role", roles)->required();
  add_field(command, request, "territory", "key of the territory (catalysts only)");

  request = add_command(member, line, "reset-password", "Make a new password, and end every session.", command,
                        [](const Config&, const json::object& answer) { print_password(answer); });
  add_field(command, request, "sign-in", "name to sign in with")->required();

  const auto as_json = std::make_shared<bool>(false);
  request = add_command(member, line, "list", "List the people of a community.", command,
                        [as_json](const Config&, const json::object& answer) {
                          for (const json::value& one : answer.at("members").as_array()) print_member(*as_json, one);
                        });
  add_field(command, request, "community", community_help)->required();
  command->add_flag("--json", *as_json, "one JSON object per line");
}

}  // namespace ramure

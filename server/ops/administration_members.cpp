// Members: add, invite, role, reset-password, list.
#include "server/identity/passwords.hpp"
#include "server/ops/administration_parts.hpp"

namespace ramure::ops {

namespace {

namespace json = boost::json;

// {"name", "role", "territory"?, "organisation"?, "function"?, "key"?} of a person who is no member yet.
v1::AddMember new_person(const json::object& request, const storage::Directory& directory) {
  v1::AddMember person;
  person.set_name(field(request, "name"));
  person.set_role(role_named(field(request, "role")));
  person.set_territory_id(territory_named(directory, field_or_empty(request, "territory")));
  person.set_organisation(field_or_empty(request, "organisation"));
  person.set_function(field_or_empty(request, "function"));
  person.set_key(field_or_empty(request, "key"));
  return person;
}

}  // namespace

// … of new_person, "community", "sign_in"? → {"member_id", "password"?}
json::object Administration::add_member(const json::object& request) {
  const std::string slug = field(request, "community");
  const std::string sign_in = field_or_empty(request, "sign_in");
  const auto directory = storage::read_directory(existing_community(parts_.paths, slug));
  v1::Command command;
  *command.mutable_add_member() = new_person(request, directory);
  if (const auto why = sign_in.empty() ? std::nullopt : identity::why_not_sign_in_name(sign_in)) {
    throw AdminFaultError(AdminFault::Kind::usage, *why);
  }
  const std::uint64_t member_id = submit_as_founder(slug, std::move(command)).first_seq();
  json::object answer{{"member_id", member_id}};
  if (sign_in.empty()) return answer;
  const std::string password = identity::random_password(parts_.random);
  const auto done = parts_.accounts.provision_now(slug, {{sign_in, password, member_id}});
  if (!done) {
    throw AdminFaultError(AdminFault::Kind::refused, "the member was added, without an account: " +
                                                         done.error().message() + ". Invite the member instead");
  }
  answer["password"] = password;
  return answer;
}

// "community", and "member" (key or id) or … of new_person → {"token"}
json::object Administration::invite_member(const json::object& request) {
  const std::string slug = field(request, "community");
  const auto directory = storage::read_directory(existing_community(parts_.paths, slug));
  const std::string existing = field_or_empty(request, "member");
  const std::uint64_t member_id = existing.empty() ? 0 : member_named(directory, existing).id();
  const v1::AddMember person = existing.empty() ? new_person(request, directory) : v1::AddMember();
  const auto token = parts_.accounts.invite_now(slug, member_id, person);
  if (!token) refuse_with(token.error());
  return {{"token", *token}};
}

// "community", "member", "role", "territory"? → {}
json::object Administration::set_member_role(const json::object& request) {
  const std::string slug = field(request, "community");
  const auto directory = storage::read_directory(existing_community(parts_.paths, slug));
  v1::Command command;
  v1::SetMemberRole& set = *command.mutable_set_member_role();
  set.set_member_id(member_named(directory, field(request, "member")).id());
  set.set_role(role_named(field(request, "role")));
  set.set_territory_id(territory_named(directory, field_or_empty(request, "territory")));
  submit_as_founder(slug, std::move(command));
  return {};
}

// "sign_in" → {"password"}
json::object Administration::reset_password(const json::object& request) {
  const std::string password = identity::random_password(parts_.random);
  const auto done = parts_.accounts.reset_password_now(field(request, "sign_in"), password);
  if (!done) refuse_with(done.error());
  return {{"password", password}};
}

// "community" → {"members": [{"id", "key", "name", "role", "territory", "status", "sign_in"}]}
json::object Administration::list_members(const json::object& request) {
  const std::string slug = field(request, "community");
  const auto directory = storage::read_directory(existing_community(parts_.paths, slug));
  const auto names = parts_.accounts.names_of_community_now(slug);
  json::array members;
  for (const v1::Member& member : directory.members) {
    std::string sign_in, territory;
    for (const auto& [member_id, name] : names) {
      if (member_id == member.id()) sign_in = name;
    }
    for (const v1::Territory& candidate : directory.territories) {
      if (candidate.id() == member.territory_id()) territory = candidate.key();
    }
    const char* status = member.status() == v1::MEMBER_STATUS_LEFT     ? "left"
                         : member.status() == v1::MEMBER_STATUS_FORMER ? "former"
                                                                       : "active";
    members.push_back({{"id", member.id()},
                       {"key", member.key()},
                       {"name", member.name()},
                       {"role", name_of_role(member.role())},
                       {"territory", territory},
                       {"status", status},
                       {"sign_in", sign_in}});
  }
  return {{"members", std::move(members)}};
}

}  // namespace ramure::ops

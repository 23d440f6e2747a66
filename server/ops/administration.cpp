#include "server/ops/administration.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "server/identity/tokens.hpp"
#include "server/live/registry.hpp"
#include "server/ops/administration_parts.hpp"
#include "storage/error.hpp"

namespace ramure::ops {

namespace {

using Kind = AdminFault::Kind;
namespace json = boost::json;

struct KindName {
  Kind kind;
  std::string_view name;
};
constexpr std::array kind_names{KindName{Kind::refused, "refused"}, KindName{Kind::usage, "usage"},
                                KindName{Kind::data, "data"}, KindName{Kind::findings, "findings"},
                                KindName{Kind::internal, "internal"}};

struct RoleName {
  v1::Role role;
  std::string_view name;
};
constexpr std::array role_names{
    RoleName{v1::ROLE_CATALYST, "catalyst"},
    RoleName{v1::ROLE_FACILITATOR, "facilitator"},
    RoleName{v1::ROLE_ADVISER, "adviser"},
    RoleName{v1::ROLE_EVALUATOR, "evaluator"},
    RoleName{v1::ROLE_STEERING, "steering"},
    RoleName{v1::ROLE_ORIENTATION, "orientation"},
    RoleName{v1::ROLE_ADMIN, "admin"},
    RoleName{v1::ROLE_TECHNICAL_COMMITTEE, "technical-committee"},
    RoleName{v1::ROLE_FORMER_MEMBER, "former-member"},
};

}  // namespace

int exit_status(Kind kind) { return static_cast<int>(kind) + 1; }

std::string_view name_of(Kind kind) { return std::ranges::find(kind_names, kind, &KindName::kind)->name; }

Kind fault_kind(std::string_view name) {
  const auto found = std::ranges::find(kind_names, name, &KindName::name);
  return found == kind_names.end() ? Kind::internal : found->kind;
}

void refuse_with(const v1::Refusal& refusal) {
  const std::string field = refusal.field().empty() ? "" : " (" + refusal.field() + ")";
  const bool is_internal = refusal.code() == v1::REFUSAL_CODE_INTERNAL;
  throw AdminFaultError(is_internal ? Kind::internal : Kind::refused, refusal.message() + field);
}

std::string field_or_empty(const json::object& request, std::string_view name) {
  const json::value* value = request.if_contains(name);
  if (value == nullptr || value->is_null()) return {};
  if (!value->is_string()) throw AdminFaultError(Kind::usage, std::string(name) + ": a text is expected");
  return std::string(value->get_string());
}

std::string field(const json::object& request, std::string_view name) {
  std::string value = field_or_empty(request, name);
  if (value.empty()) throw AdminFaultError(Kind::usage, std::string(name) + " is missing");
  return value;
}

bool flag(const json::object& request, std::string_view name) {
  const json::value* value = request.if_contains(name);
  return value != nullptr && value->is_bool() && value->get_bool();
}

std::filesystem::path existing_community(const DataPaths& paths, const std::string& slug) {
  const bool exists = live::Registry::is_slug(slug) && std::filesystem::is_directory(paths.community(slug));
  if (!exists) throw AdminFaultError(Kind::refused, "there is no community \"" + slug + "\" here");
  return paths.community(slug);
}

v1::Role role_named(const std::string& name) {
  const auto found = std::ranges::find(role_names, name, &RoleName::name);
  if (found != role_names.end()) return found->role;
  std::string known;
  for (const RoleName& role : role_names) known += (known.empty() ? "" : ", ") + std::string(role.name);
  throw AdminFaultError(Kind::usage, "\"" + name + "\" is not one of the roles: " + known);
}

std::string_view name_of_role(v1::Role role) {
  const auto found = std::ranges::find(role_names, role, &RoleName::role);
  return found == role_names.end() ? "?" : found->name;
}

const v1::Member& member_named(const storage::Directory& directory, const std::string& name) {
  std::uint64_t id = 0;
  std::from_chars(name.data(), name.data() + name.size(), id);
  for (const v1::Member& member : directory.members) {
    if (member.key() == name || std::to_string(member.id()) == name) return member;
  }
  throw AdminFaultError(Kind::refused, "no member has the key or id \"" + name + "\"");
}

std::uint64_t territory_named(const storage::Directory& directory, const std::string& key) {
  if (key.empty()) return 0;
  for (const v1::Territory& territory : directory.territories) {
    if (territory.key() == key) return territory.id();
  }
  throw AdminFaultError(Kind::refused, "no territory has the key \"" + key + "\"");
}

identity::Admit admit_through(Submit submit) {
  return [submit = std::move(submit)](const std::string& slug,
                                      const v1::Command& command) -> identity::Outcome<std::uint64_t> {
    const auto accepted = submit(slug, community::Actor::founder(), command);
    if (!accepted) return std::unexpected(accepted.error());
    return accepted->first_seq();
  };
}

v1::Command Administration::with_new_key(v1::Command command) {
  const TimestampMs now_ms = parts_.clock.now_ms();
  command.set_command_key(identity::derived_command_key(now_ms, identity::new_token(parts_.random)));
  return command;
}

v1::Accepted Administration::submit_as_founder(const std::string& slug, v1::Command command) {
  const auto accepted = parts_.submit(slug, community::Actor::founder(), with_new_key(std::move(command)));
  if (!accepted) refuse_with(accepted.error());
  return *accepted;
}

AdminAnswer Administration::run(const json::object& request, const AdminProgress& progress) {
  try {
    const std::string command = field(request, "command");
    if (command == "community create") return create_community(request, progress);
    if (command == "community list") return list_communities();
    if (command == "member add") return add_member(request);
    if (command == "member invite") return invite_member(request);
    if (command == "member role") return set_member_role(request);
    if (command == "member reset-password") return reset_password(request);
    if (command == "member list") return list_members(request);
    return std::unexpected(AdminFault{Kind::usage, "this server does not know the command \"" + command + "\""});
  } catch (const AdminFaultError& error) {
    return std::unexpected(AdminFault{error.kind, error.what()});
  } catch (const std::exception& error) {
    return std::unexpected(AdminFault{Kind::internal, error.what()});
  }
}

}  // namespace ramure::ops

// What the commands of the administration share. Internal to administration*.cpp.
#pragma once

#include <stdexcept>

#include "server/ops/administration.hpp"
#include "storage/directory.hpp"

namespace ramure::ops {

// Ends a command; caught in Administration::run.
struct AdminFaultError : std::runtime_error {
  AdminFaultError(AdminFault::Kind its_kind, const std::string& sentence)
      : std::runtime_error(sentence), kind(its_kind) {}
  AdminFault::Kind kind;
};

[[noreturn]] void refuse_with(const v1::Refusal& refusal);

// The value of a request's field; required ones end the command when they are missing.
std::string field(const boost::json::object& request, std::string_view name);
std::string field_or_empty(const boost::json::object& request, std::string_view name);
bool flag(const boost::json::object& request, std::string_view name);

// The folder of a community that exists.
std::filesystem::path existing_community(const DataPaths& paths, const std::string& slug);

v1::Role role_named(const std::string& name);  // "catalyst", "technical-committee"
std::string_view name_of_role(v1::Role role);

// By key or id.
const v1::Member& member_named(const storage::Directory& directory, const std::string& name);
std::uint64_t territory_named(const storage::Directory& directory, const std::string& key);

}  // namespace ramure::ops

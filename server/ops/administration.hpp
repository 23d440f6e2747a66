// What `ramured` commands do to communities and accounts: the same code in the server (asked through the admin socket)
// and in the command itself when no server runs. Requests and answers are JSON objects; the shapes are with each
// command in administration_*.cpp, and `ramured … --help` says the same in words.
//
// Called by one thread at a time; blocks on the disk and on password hashing.
#pragma once

#include <boost/json/object.hpp>
#include <expected>
#include <functional>
#include <string>
#include <string_view>

#include "ramure/v1/commands.pb.h"
#include "ramure/v1/frames.pb.h"
#include "server/clock.hpp"
#include "server/community/decide.hpp"
#include "server/identity/accounts.hpp"
#include "server/ops/data_paths.hpp"

namespace ramure::ops {

// Why a command did not do what was asked; becomes its exit status.
struct AdminFault {
  enum class Kind {
    refused,   // by the rules, or because something is not as it should be for this; nothing was changed
    usage,     // the request itself is wrong
    data,      // the data folder cannot be used
    findings,  // `check` found something
    internal,  // a bug, or a failing disk
  };
  Kind kind = Kind::refused;
  std::string sentence;
};
int exit_status(AdminFault::Kind kind);  // 1, 2, 3, 4, 5
std::string_view name_of(AdminFault::Kind kind);
AdminFault::Kind fault_kind(std::string_view name);

using AdminAnswer = std::expected<boost::json::object, AdminFault>;
using AdminProgress = std::function<void(std::string_view what, std::size_t done, std::size_t of)>;

// Runs a command in a community and waits until it is on disk.
using Submit = std::function<std::expected<v1::Accepted, v1::Refusal>(const std::string& slug, const community::Actor&,
                                                                      const v1::Command&)>;

// How an accepted invitation becomes a member: for AccountsOptions::admit.
identity::Admit admit_through(Submit submit);

class Administration {
 public:
  struct Parts {
    const DataPaths& paths;
    identity::Accounts& accounts;
    Submit submit;
    const Clock& clock;
    Random& random;
    bool durable = true;  // false only in tests: no fsync
  };
  explicit Administration(Parts parts) : parts_(std::move(parts)) {}

  // Never throws: whatever goes wrong is a fault.
  AdminAnswer run(const boost::json::object& request, const AdminProgress& progress);

 private:
  boost::json::object create_community(const boost::json::object& request, const AdminProgress& progress);
  boost::json::object list_communities();
  boost::json::object add_member(const boost::json::object& request);
  boost::json::object invite_member(const boost::json::object& request);
  boost::json::object set_member_role(const boost::json::object& request);
  boost::json::object reset_password(const boost::json::object& request);
  boost::json::object list_members(const boost::json::object& request);

  v1::Command with_new_key(v1::Command command);
  v1::Accepted submit_as_founder(const std::string& slug, v1::Command command);

  Parts parts_;
};

}  // namespace ramure::ops

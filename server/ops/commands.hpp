// The commands of `ramured` beside serve. Each adds itself to the command line and says there what it does.
#pragma once

#include <boost/json/object.hpp>
#include <functional>

#include "server/ops/administration.hpp"
#include "server/ops/command_line.hpp"

namespace ramure {

void add_community_commands(CLI::App& app, CommandLine& line);  // community create, community list
void add_member_commands(CLI::App& app, CommandLine& line);     // member add, invite, role, reset-password, list
void add_upkeep_commands(CLI::App& app, CommandLine& line);     // check, backup, restore

namespace ops {

// Has the request done by the running server, or here when none runs, with a progress bar on a terminal; prints the
// answer, or the fault on standard error. Returns the exit status.
using PrintAnswer = std::function<void(const Config& config, const boost::json::object& answer)>;
int administer(const CommandLine& line, const boost::json::object& request, const PrintAnswer& print);

// Runs `work` with the configuration; what it throws becomes a sentence on standard error and an exit status.
int with_config(const CommandLine& line, const std::function<int(const Config&)>& work);
int print_fault(const AdminFault& fault);

// The link that an invited person opens. The token stands behind the #: browsers do not send that part to anybody.
std::string invitation_link(const Config& config, std::string_view token);

}  // namespace ops
}  // namespace ramure

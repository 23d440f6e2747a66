#include "server/ops/commands.hpp"

#include <iostream>

#include "server/data_lock.hpp"
#include "server/ops/admin_socket.hpp"
#include "server/ops/local_communities.hpp"
#include "server/ops/progress_bar.hpp"
#include "server/process_setup.hpp"
#include "server/system_clock.hpp"
#include "storage/error.hpp"

namespace ramure::ops {

namespace {

namespace json = boost::json;

// Without a server: the same work, in this process, while the data folder is ours.
AdminAnswer run_here(const Config& config, const json::object& request, const AdminProgress& progress) {
  const auto lock = DataLock::take(config.data);
  if (!lock) return std::unexpected(AdminFault{AdminFault::Kind::data, lock.error()});
  prepare_libraries();
  const SystemClock clock;
  SystemRandom random;
  const DataPaths paths{std::filesystem::absolute(config.data)};
  const Submit submit = submit_locally(paths, clock);
  identity::AccountsOptions options;
  options.file = paths.accounts();
  options.threads = 1;
  options.admit = admit_through(submit);
  identity::Accounts accounts(options, clock, random);
  Administration administration({paths, accounts, submit, clock, random});
  return administration.run(request, progress);
}

AdminAnswer run_somewhere(const Config& config, const json::object& request, const AdminProgress& progress) {
  const std::filesystem::path socket = DataPaths{std::filesystem::absolute(config.data)}.admin_socket();
  try {
    return ask_server(socket, request, progress);
  } catch (const NobodyListens&) {
    return run_here(config, request, progress);
  } catch (const ChannelError& error) {
    return std::unexpected(AdminFault{AdminFault::Kind::data, "the running server gave no answer (" +
                                                                  std::string(error.what()) + "); see what was done"});
  }
}

}  // namespace

int print_fault(const AdminFault& fault) {
  std::cerr << "ramured: " << fault.sentence << "\n";
  return exit_status(fault.kind);
}

int with_config(const CommandLine& line, const std::function<int(const Config&)>& work) {
  const auto config = line.config();
  if (!config) return print_fault({AdminFault::Kind::usage, config.error().sentence});
  try {
    return work(*config);
  } catch (const storage::StorageError& error) {
    return print_fault({AdminFault::Kind::data, error.what()});
  } catch (const std::exception& error) {
    return print_fault({AdminFault::Kind::internal, error.what()});
  }
}

int administer(const CommandLine& line, const json::object& request, const PrintAnswer& print) {
  return with_config(line, [&](const Config& config) {
    AdminAnswer answer;
    {
      ProgressBar bar;
      answer = run_somewhere(config, request, [&bar](std::string_view what, std::size_t done, std::size_t of) {
        bar.show(what, done, of);
      });
    }
    if (!answer) return print_fault(answer.error());
    print(config, *answer);
    return 0;
  });
}

std::string invitation_link(const Config& config, std::string_view token) {
  return config.public_url + "/invitation#" + std::string(token);
}

}  // namespace ramure::ops

#include "server/app.hpp"

#include <cstdlib>
#include <future>

#include "server/admit_member.hpp"
#include "server/identity/accounts.hpp"
#include "server/identity/tokens.hpp"
#include "server/inviting.hpp"
#include "server/live/maintenance.hpp"
#include "server/live/registry.hpp"
#include "server/log.hpp"
#include "server/mail/office.hpp"
#include "server/mail/reply_desk.hpp"
#include "server/net/listener.hpp"
#include "server/net/polls.hpp"
#include "server/net/tls_context.hpp"
#include "server/ops/admin_socket.hpp"
#include "server/ops/missing_places.hpp"
#include "server/ops/served_communities.hpp"
#include "server/process_setup.hpp"
#include "server/replying.hpp"

namespace ramure {

namespace {

constexpr std::size_t queries_waiting_max = 1'024;
constexpr std::size_t file_threads = 2;  // for the bytes of attachments: writing, fsync, reading
constexpr std::size_t files_besides_connections = 256;
constexpr int exit_after_failed_sync = 74;  // EX_IOERR

// Nobody can know whether the last batch is on disk. What was promised stays true only if nothing more is promised.
[[noreturn]] void stop_at_once(const std::string& what) {
  log_error("the disk did not confirm a write: stopping, so that nothing is promised that may be lost",
            {{"reason", what}});
  std::_Exit(exit_after_failed_sync);
}

}  // namespace

// In the order of starting: destroyed in the reverse.
struct App::Parts {
  Parts(const Config& config, const Clock& clock, Random& random, Metrics& metrics,
        const std::atomic<bool>& is_draining, const Addresses& addresses)
      : report([&metrics](const std::string& what) {
          metrics.add(Counter::internal_faults);
          log_error("internal fault", {{"what", what}});
        }),
        threads(make_threads(config, clock)),
        readers(config.reader_threads, queries_waiting_max, report),
        files(file_threads, queries_waiting_max, report),
        writers(config.writer_threads, report),
        registry(config.data, {.writers = writers,
                               .readers = readers,
                               .clock = clock,
                               .hooks = {.on_uncertain = stop_at_once, .on_internal = report},
                               .files = &files,
                               .not_yet_come =
                                   [this](const std::string& slug, TimestampMs invited_before_ms) {
                                     return accounts.not_yet_come_now(slug, invited_before_ms);
                                   }}),
        office(config.mail.is_on()
                   ? std::make_unique<mail::Office>(config, mail_services(config, clock, random, addresses))
                   : nullptr),
        accounts(accounts_options(config), clock, random),
        reply_desk(config.mail_in.is_on()
                       ? std::make_unique<mail::ReplyDesk>(config, office->outbox(),
                                                           reply_services(config, clock, random, addresses))
                       : nullptr),
        data_paths{std::filesystem::absolute(config.data)},
        administration({data_paths, accounts, ops::submit_through(registry), clock, random}),
        admission({.connections_max = config.connections_max, .per_address_max = config.connections_per_address_max},
                  metrics),
        polls(services, admission, random, threads),
        services{config, clock, metrics, accounts, registry, sockets, polls, is_draining, office.get()} {
    accounts.on_revoked([this](std::uint64_t session_id) { sockets.revoke(session_id); });
    if (config.tls()) tls = net::make_tls_context(config);
    if (const auto folder = config.web_root.value_or(""); !folder.empty()) {
      site.web = &web.emplace(net::WebFiles::read(folder));
      log_info("serving the web client", {{"folder", folder.string()}});
    }
  }

  static net::IoThreads make_threads(const Config& config, const Clock& clock) {
    net::IoThreads made;
    const std::size_t half_open_each = std::max<std::size_t>(1, config.half_open_max / config.io_threads);
    for (unsigned i = 0; i < config.io_threads; ++i)
      made.push_back(std::make_unique<net::IoThread>(clock, half_open_each));
    return made;
  }

  // Where nothing says how browsers reach the server, it is a demo, and they reach it where it listens.
  mail::OfficeServices mail_services(const Config& config, const Clock& clock, Random& random,
                                     const Addresses& addresses) {
    return {
        .pool = files,
        .clock = clock,
        .public_url = [&config,
                       &addresses] { return config.public_url.empty() ? addresses.site.front() : config.public_url; },
        .roles_of_members =
            [this](const std::string& community, std::span<const std::uint64_t> member_ids) {
              return roles_of_members(registry, community, member_ids);
            },
        .on_uncertain = stop_at_once,
        .slugs = [this] { return registry.slugs(); },
        .new_token = [&random] { return identity::new_token(random); },
        .reply_address =
            [this](const std::string& community, std::uint64_t member_id, std::uint64_t thread_id) {
              return reply_desk ? reply_desk->reply_address(community, member_id, thread_id) : std::string();
            }};
  }

  mail::ReplyServices reply_services(const Config& config, const Clock& clock, Random& random,
                                     const Addresses& addresses) {
    return {.clock = clock,
            .random = random,
            .public_url = mail_services(config, clock, random, addresses).public_url,
            .is_address_of_member =
                [this](const std::string& community, std::uint64_t member_id, const std::string& address) {
                  return accounts.is_address_of_member_now(community, member_id, address);
                },
            .is_address_of_account =
                [this](const std::string& address) { return accounts.is_address_of_account_now(address); },
            .epoch_of = [this](const std::string& community) { return epoch_of_community(registry, community); },
            .run_as_member =
                [this](const std::string& community, std::uint64_t member_id, const v1::Command& command) {
                  return run_answer_of_member(registry, *threads.front(), community, member_id, command);
                },
            .keep_files =
                [this, &clock](const std::string& community, std::uint64_t member_id,
                               std::span<const files::WholeFile> files) {
                  return keep_files_of_member(registry, *threads.front(), community, member_id, files, clock.now_ms());
                },
            .on_uncertain = stop_at_once};
  }

  identity::AccountsOptions accounts_options(const Config& config) {
    identity::AccountsOptions options;
    options.file = config.data / "accounts.db";
    options.on_uncertain = stop_at_once;
    if (office) options.post = &office->letters();
    options.admit = [this](const std::string& community, const v1::Command& add_member) {
      return admit_member(registry, *threads.front(), community, add_member);
    };
    options.dismiss = [this](const std::string& community, const v1::Command& end_membership) {
      return dismiss_member(registry, *threads.front(), community, end_membership);
    };
    options.check_new_member = [this](const std::string& community, std::uint64_t inviter_id,
                                      const v1::AddMember& person) {
      return check_new_member(registry, community, inviter_id, person);
    };
    options.roles_of_members = [this](const std::string& community, std::span<const std::uint64_t> member_ids) {
      return roles_of_members(registry, community, member_ids);
    };
    return options;
  }

  const std::function<void(const std::string&)> report;
  net::IoThreads threads;
  live::ReaderPool readers;
  live::ReaderPool files;
  live::WriterPool writers;  // after those that it gives jobs to
  live::Registry registry;
  net::SocketBook sockets;
  std::unique_ptr<mail::Office> office;
  identity::Accounts accounts;
  std::unique_ptr<mail::ReplyDesk> reply_desk;
  ops::DataPaths data_paths;
  ops::Administration administration;
  std::unique_ptr<ops::AdminSocket> admin_socket;
  std::unique_ptr<live::Maintenance> maintenance;
  std::unique_ptr<net::TlsContext> tls;
  std::optional<net::WebFiles> web;
  net::Site site{net::public_routes(), true};
  net::Site metrics_site{net::metrics_routes(), false};
  net::Admission admission;
  net::Polls polls;
  net::Services services;
  std::vector<std::unique_ptr<net::Listener>> listeners;
};

App::App(Config config) : config_(std::move(config)) {}

App::~App() { drain(); }

void App::start() {
  keep_signals();
  prepare_libraries();
  const std::size_t files = raise_file_limit();
  if (files < config_.connections_max + files_besides_connections) {
    log_warning("the system allows fewer open files than limits.connections wants", {{"files", files}});
  }
  auto lock = DataLock::take(config_.data);
  if (!lock) throw std::runtime_error(lock.error());
  lock_ = std::move(*lock);
  parts_ = std::make_unique<Parts>(config_, clock_, random_, metrics_, is_draining_, addresses_);
  start_parts();
  listen();
}

void App::start_parts() {
  for (const auto& thread : parts_->threads) thread->start();
  parts_->maintenance = std::make_unique<live::Maintenance>(parts_->registry, parts_->report);
  parts_->admin_socket = std::make_unique<ops::AdminSocket>(
      parts_->data_paths.admin_socket(), [&parts = *parts_](const auto& request, const auto& progress) {
        return parts.administration.run(request, progress);
      });
  ops::open_missing_places(parts_->registry.slugs(), ops::submit_through(parts_->registry));
  const std::size_t finished = parts_->accounts.finish_joins_now();
  if (finished > 0) log_info("finished what an interruption had left of people joining", {{"count", finished}});
  const std::size_t mails = parts_->accounts.finish_mails_now();
  if (mails > 0) log_info("decided about mails that an interruption had left", {{"count", mails}});
  if (parts_->office) parts_->office->start();
}

void App::listen() {
  Parts& parts = *parts_;
  net::asio::ssl::context* tls = parts.tls ? &parts.tls->context() : nullptr;
  const std::string scheme = tls != nullptr ? "https://" : "http://";
  for (const Endpoint& endpoint : config_.listen) {
    parts.listeners.push_back(
        std::make_unique<net::Listener>(endpoint, parts.site, parts.services, parts.admission, parts.threads, tls));
    addresses_.site.push_back(scheme + to_string(parts.listeners.back()->endpoint()));
    log_info("listening", {{"address", addresses_.site.back()}});
  }
  if (config_.metrics_listen) {
    parts.listeners.push_back(std::make_unique<net::Listener>(*config_.metrics_listen, parts.metrics_site,
                                                              parts.services, parts.admission, parts.threads, nullptr));
    addresses_.metrics = "http://" + to_string(parts.listeners.back()->endpoint());
    log_info("showing metrics", {{"address", addresses_.metrics}});
  }
  for (const auto& listener : parts.listeners) listener->start();
  if (parts.reply_desk) parts.reply_desk->start();  // it writes links, so it is known by now where they lead
  if (parts.office) parts.office->start_calling_back();
}

void App::wait_for_signal() { wait_for_end_signal(); }

void App::drain() {
  if (!parts_ || is_draining_.exchange(true)) return;
  Parts& parts = *parts_;
  log_info("draining", {{"connections", parts.admission.count()}});
  std::promise<void> closed;
  parts.threads.front()->post([&] {
    for (const auto& listener : parts.listeners) listener->stop();
    closed.set_value();
  });
  closed.get_future().wait();
  for (const auto& thread : parts.threads) {
    thread->post([&thread] { thread->watch().drain(); });
  }
  if (!parts.admission.wait_until_empty(drain_timeout)) {
    log_warning("connections did not end in time", {{"connections", parts.admission.count()}});
    for (const auto& thread : parts.threads) {
      thread->post([&thread] { thread->watch().drop_all(); });
    }
    parts.admission.wait_until_empty(drain_timeout);
  }
  parts.maintenance->stop();
  if (parts.admin_socket) parts.admin_socket->stop();  // not there when starting failed
  if (parts.reply_desk) parts.reply_desk->stop();
  if (parts.office) parts.office->stop();
  parts.accounts.stop();
  parts.registry.close_all();
  for (const auto& thread : parts.threads) thread->stop();
  parts.readers.stop();
  parts.files.stop();
  log_info("stopped");
}

}  // namespace ramure

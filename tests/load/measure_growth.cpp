#include <atomic>
#include <thread>

#include "storage/reader.hpp"
#include "tests/load/delivery.hpp"
#include "tests/load/measure.hpp"
#include "tests/support/search_table.hpp"
#include "tests/support/server_process.hpp"
#include "tests/support/ws_client.hpp"

namespace ramure::load {

namespace {

constexpr std::uint64_t few = 1'000;
constexpr std::uint64_t posts_measured = 16 * 200;
constexpr std::uint64_t pages_measured = 500;
struct OwnCost {
  double post_us = 0, page_us = 0;
};

// CPU of this process, which runs the writer's and the reader's own code.
OwnCost cost_at(const ServedCommunity& community) {
  OwnCost cost;
  Filler filler(community.folder(), true);
  double begun = own_cpu_seconds();
  for (std::uint64_t i = 0; i < posts_measured; i += 16)
    filler.post_many(community.members, community.plenary_thread, 16, 5'000'000 + i);
  cost.post_us = 1e6 * (own_cpu_seconds() - begun) / posts_measured;
  const auto reader = storage::Reader::open(community.folder());
  const std::uint64_t head = filler.store().head_seq();
  v1::GetHistory query;
  query.set_thread_id(community.plenary_thread);
  begun = own_cpu_seconds();
  for (std::uint64_t i = 0; i < pages_measured; ++i) {
    v1::History answer;
    std::uint64_t as_of_seq = 0;
    query.set_around_id(head - (i * 7919) % few);
    if (!reader->history(community.members.front().id, query, answer, as_of_seq) || answer.messages().empty())
      throw std::runtime_error("an empty page");
  }
  cost.page_us = 1e6 * (own_cpu_seconds() - begun) / pages_measured;
  return cost;
}

v1::Reply search(test::WsClient& client, const std::string& text) {
  v1::Query query;
  query.mutable_search()->set_text(text);
  return client.query(query);
}

// Until a word of the newest message is found. At most ten minutes: a first index of a million messages takes its time.
double wait_for_index(test::WsClient& client, const std::string& word) {
  const double begun = now_seconds();
  while (search(client, word).answer().search().hits().empty()) {
    if (now_seconds() - begun > 600) throw std::runtime_error("the index does not catch up");
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return now_seconds() - begun;
}

std::string post(test::WsClient& client, std::uint64_t thread_id, const std::string& body, std::uint64_t number) {
  v1::Command command;
  std::string key = "\x7f\xff\xff\xff\xff\xff\x70" + std::string(1, '\0') + "\x80" + std::string(7, '\0');
  for (int i = 0; i < 6; ++i) key[static_cast<std::size_t>(10 + i)] = static_cast<char>(number >> (8 * i));
  command.set_command_key(key);
  command.mutable_post_message()->set_thread_id(thread_id);
  command.mutable_post_message()->set_body(body);
  const v1::Reply reply = client.command(command);
  if (!reply.has_accepted()) throw std::runtime_error("refused: " + reply.refusal().message());
  return std::to_string(reply.accepted().first_seq());
}

void redact(test::WsClient& client, const std::string& message_id, std::uint64_t number) {
  v1::Command command;
  std::string key = "\x7f\xff\xff\xff\xff\xff\x71" + std::string(1, '\0') + "\x80" + std::string(7, '\0');
  key[15] = static_cast<char>(number);
  command.set_command_key(key);
  command.mutable_redact_message()->set_message_id(std::stoull(message_id));
  if (!client.command(command).has_accepted()) throw std::runtime_error("an erasure was refused");
}

// 1,000 posts/s by others while one member posts words of his own and looks for them; ten of his messages are erased.
double worst_lag(test::ServerProcess& server, const ServedCommunity& community, double seconds) {
  Crowd crowd;
  std::vector<Opening> openings;
  for (std::size_t i = 0; i < 32; ++i) {
    crowd.senders.push_back(i);
    openings.push_back({"/socket", community.members[i].token, hello_frame(), true});
  }
  Swarm swarm(server.port(), openings);
  std::atomic<bool> over = false;
  double worst = 0;
  std::exception_ptr failed;
  std::thread looker([&] {
    try {
      test::WsClient client({.port = server.port(), .token = community.members[100].token});
      client.hello();
      for (std::uint64_t number = 1; !over; ++number) {
        const std::string word = "zyx" + std::to_string(number) + "mot";
        const std::string id = post(client, community.plenary_thread, word, number);
        const double begun = now_seconds();
        wait_for_index(client, word);
        worst = std::max(worst, now_seconds() - begun);
        if (number <= 10) redact(client, id, number);
      }
    } catch (...) {
      failed = std::current_exception();
    }
  });
  Swarm::Load load;
  load.senders = crowd.senders;
  load.outstanding = 0;
  load.per_second = 1'000;
  load.seconds = seconds;
  swarm.run(load, [&](std::size_t, const std::string& key, double sent_at) {
    return post_frame(community.plenary_thread, key, sent_at);
  });
  over = true;
  looker.join();
  if (failed) std::rethrow_exception(failed);
  return worst;
}

// The questions of the table of French search. Those that name somebody or something which this community has not are
// refused, and do not count.
double median_search_seconds(test::WsClient& client) {
  std::vector<double> samples;
  for (int round = 0; round < 3; ++round) {
    for (const test::SearchCase& each : test::search_table) {
      const double begun = now_seconds();
      const v1::Reply reply = search(client, each.typed);
      if (reply.has_answer()) samples.push_back(now_seconds() - begun);
      else if (!reply.refusal().data().contains("operator"))
        throw std::runtime_error(std::string("the search refused: ") + each.typed);
    }
  }
  std::fprintf(stderr, "  (%zu searches; the slowest took %.0f ms)\n", samples.size(), 1000 * quantile(samples, 1.0));
  return quantile(samples, 0.5);
}

}  // namespace

void measure_growth(const Setting& setting, Report& report) {
  const ServedCommunity small = make_served_community(setting.folder / "small");
  const ServedCommunity large = make_served_community(setting.folder / "large");
  Filler(small.folder(), false).post_many(small.members, small.plenary_thread, few, 1);
  Filler(large.folder(), false).post_many(large.members, large.plenary_thread, setting.many, 1);
  const OwnCost at_few = cost_at(small), at_many = cost_at(large);
  report.add(
      {"growth: CPU of a post", at_many.post_us, "µs", at_few.post_us, at_many.post_us / at_few.post_us, 1.3, ""});
  report.add({"growth: CPU of a history page", at_many.page_us, "µs", at_few.page_us, at_many.page_us / at_few.page_us,
              1.3, ""});

  double begun = now_seconds();
  test::ServerProcess server(large.data);
  report.add({"growth: start", now_seconds() - begun, "s", 1, now_seconds() - begun, 1, ""});
  test::WsClient client({.port = server.port(), .token = large.members.front().token});
  client.hello();
  post(client, large.plenary_thread, "dernierdesmots", 0);
  begun = now_seconds();
  wait_for_index(client, "dernierdesmots");
  std::fprintf(stderr, "  (the first index of %llu messages took %.0f s)\n",
               static_cast<unsigned long long>(setting.many), now_seconds() - begun);
  const double median = median_search_seconds(client);
  report.add({"growth: median search", 1000 * median, "ms", 20, median / 0.020, 1, ""});
  const double lag = worst_lag(server, large, 2 * setting.seconds);
  report.add({"growth: index behind at 1,000 posts/s", lag, "s", 1, lag, 1, ""});
  server.stop();
}

}  // namespace ramure::load

#include "server/ops/import_script.hpp"

#include <algorithm>

#include "protocol/check.hpp"
#include "server/identity/permissions.hpp"
#include "server/ops/json_place.hpp"

namespace ramure::ops {

namespace {

using namespace std::chrono;

// How far apart, and from now, is told what a moved corpus has for days that are still to come.
constexpr TimestampMs brought_forward_ms = milliseconds(hours(12)).count();

constexpr TimestampMs ms(auto duration) { return duration_cast<milliseconds>(duration).count(); }

TimestampMs newest_ms(const Corpus& corpus, weeks shift) {
  TimestampMs newest = 0;
  for (const CorpusThread& thread : corpus.threads) {
    newest = std::max(newest, thread.messages.back().at.utc_ms(shift));
  }
  return newest;
}

TimestampMs oldest_ms(const std::vector<Step>& script) {
  return std::ranges::min_element(script, {}, &Step::at_ms)->at_ms;
}

// Until when this person has read. Each third has read everything, some were here last week, some have been away.
TimestampMs last_visit_ms(const Corpus& corpus, const CorpusPerson& person, weeks shift) {
  const TimestampMs newest = newest_ms(corpus, shift);
  const std::uint64_t chance = number_of("visit:" + person.id);
  if (chance % 3 == 0) return newest + ms(days(1));
  TimestampMs visit = newest - ms(hours(chance % (21 * 24)));
  for (const CorpusThread& thread : corpus.threads) {
    for (const CorpusMessage& message : thread.messages) {
      if (message.author_id == person.id) visit = std::max(visit, message.at.utc_ms(shift) + ms(minutes(10)));
    }
  }
  return visit;
}

Step mark_read(const CorpusPerson& person, const CorpusThread& thread, const CorpusMessage& last, TimestampMs at_ms) {
  const auto give = [&person, &thread, &last](const ImportRun& run) -> std::optional<Order> {
    if (!run.knows("message:" + last.id)) return std::nullopt;
    const std::uint64_t message_id = run.id("message:" + last.id);
    if (!run.reads(run.person(person.id), thread.channel, message_id)) return std::nullopt;
    Order order{.member_id = run.person(person.id), .command = {}};
    order.command.mutable_mark_read()->set_thread_id(run.id("thread:" + thread.id));
    order.command.mutable_mark_read()->set_read_up_to(message_id);
    return order;
  };
  return {.at_ms = at_ms, .name = "read:" + person.id + ":" + thread.id, .where = thread.where, .order = give};
}

Step set_last_visit(const CorpusPerson& person, TimestampMs at_ms) {
  const auto give = [&person](const ImportRun& run) {
    Order order{.member_id = run.person(person.id), .command = {}};
    order.command.mutable_set_last_visit()->set_seq(run.head_seq());
    return std::optional(order);
  };
  return {.at_ms = at_ms, .name = "visit:" + person.id, .where = person.where, .order = give};
}

}  // namespace

void bring_forward(std::span<TimestampMs> times, TimestampMs now_ms) {
  const auto ahead = std::ranges::upper_bound(times, now_ms);
  TimestampMs earliest_ms = ahead == times.begin() ? 0 : *std::prev(ahead);
  for (auto time = ahead; time != times.end(); ++time) {
    const TimestampMs last_days_ms = now_ms - (times.end() - time) * brought_forward_ms;
    *time = earliest_ms = std::max(last_days_ms, earliest_ms);
  }
}

std::uint64_t number_of(std::string_view name) {
  std::uint64_t number = 0xcbf29ce484222325;  // FNV-1a, then mixed so that the last letter moves every bit
  for (const char c : name) number = (number ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  number = (number ^ (number >> 32)) * 0xd6e8feb86659fd93;
  return number ^ (number >> 32);
}

std::uint64_t ImportRun::id(const std::string& name) const {
  const auto found = ids_.find(name);
  CHECK(found != ids_.end(), "a step names what an earlier step made: " + name);
  return found->second;
}

std::uint64_t ImportRun::posted_with(const v1::Accepted& accepted, const std::string& thread_name) const {
  for (std::uint64_t seq = accepted.first_seq(); seq <= accepted.last_seq(); ++seq) {
    const auto message = store_.view().message(seq);
    if (message && message->thread_id == id(thread_name)) return seq;
  }
  return 0;
}

std::uint64_t ImportRun::channel(const CorpusChannel& wanted) const {
  const std::uint64_t territory_id = wanted.territory_id.empty() ? 0 : id("territory:" + wanted.territory_id);
  const std::uint64_t person_id = wanted.person_id.empty() ? 0 : person(wanted.person_id);
  for (const storage::ChannelState& channel : store_.view().channels()) {
    const bool is_wanted =
        channel.kind == wanted.kind && channel.territory_id == territory_id && channel.person_id == person_id;
    if (is_wanted) return channel.id;
  }
  return 0;  // no such place: whoever names it is refused
}

bool ImportRun::reads(std::uint64_t member_id, const CorpusChannel& place, std::uint64_t birth_seq) const {
  return store_.view().readable(member_id).may_read(channel(place), birth_seq);
}

std::vector<std::uint64_t> ImportRun::reactors(const CorpusThread& thread, const CorpusMessage& message) const {
  storage::View& view = store_.view();
  const auto place = view.channel(channel(thread.channel));
  std::vector<std::pair<std::uint64_t, std::uint64_t>> drawn;
  for (const CorpusPerson& candidate : corpus_.people) {
    const auto member = view.member(person(candidate.id));
    const auto membership = view.membership(member->id, place->id);
    if (candidate.id == message.author_id || !membership) continue;
    if (!identity::can_write(membership->role(), *member, *place)) continue;
    drawn.emplace_back(number_of(message.id + ":" + candidate.id), member->id);
  }
  std::ranges::sort(drawn);
  std::vector<std::uint64_t> reactors;
  for (const auto& [number, member_id] : drawn) reactors.push_back(member_id);
  return reactors;
}

weeks shift_to_recent(const Corpus& corpus, TimestampMs now_ms) {
  if (corpus.threads.empty()) return weeks(0);
  const milliseconds age(now_ms - newest_ms(corpus, weeks(0)));
  weeks shift = floor<weeks>(age - days(2));
  // A change between summer and winter time on the way can make it an hour.
  while (now_ms - newest_ms(corpus, shift) < ms(days(2))) --shift;
  return shift;
}

void add_visits(const Corpus& corpus, weeks shift, std::vector<Step>& script) {
  for (const CorpusPerson& person : corpus.people) {
    const TimestampMs visit_ms = last_visit_ms(corpus, person, shift);
    for (const auto* threads : {&corpus.threads, &corpus.course_threads}) {
      for (const CorpusThread& thread : *threads) {
        const CorpusMessage* last = nullptr;
        for (const CorpusMessage& message : thread.messages) {
          if (message.at.utc_ms(shift) <= visit_ms) last = &message;
        }
        if (last != nullptr) script.push_back(mark_read(person, thread, *last, visit_ms));
      }
    }
    script.push_back(set_last_visit(person, visit_ms));
  }
}

std::vector<Step> script_of(const Corpus& corpus, weeks shift, TimestampMs now_ms) {
  std::vector<Step> told;
  for (const CorpusThread& thread : corpus.threads) add_thread(corpus, thread, shift, told);
  add_rounds(corpus, shift, now_ms, told);
  add_roadmaps(corpus, shift, now_ms, told);
  add_course(corpus, shift, told);
  std::vector<Step> script;
  add_founding(corpus, told.empty() ? now_ms : oldest_ms(told) - ms(weeks(1)), script);
  std::ranges::move(told, std::back_inserter(script));
  const bool is_silent = corpus.threads.empty();
  add_word(corpus, is_silent ? now_ms : newest_ms(corpus, shift), script);
  if (!is_silent) add_visits(corpus, shift, script);
  std::ranges::stable_sort(script, {}, &Step::at_ms);
  return script;
}

}  // namespace ramure::ops

// The hub: where the connections of one community on one I/O thread meet the feed. One per (loop, community), used on
// that loop's thread only: no locks.
//
// It holds what each connected member may read (kept up to date by the feed itself), an index from channels to those
// members, and a Subscription per connection: a cursor, not a queue. When a batch arrives it first applies what the
// batch changes in what members read, in the order of the feed, and only then wakes the connections that may read
// something new, once each. A woken connection takes when its socket is free, and gets all that it is behind at once.
//
// Life of a connection:
//   auto subscription = hub.attach(member_id, port);   // before reading its start, so that nothing in between is lost
//   … on a reader thread: Greeting greeting = greet(reader, …);
//   hub.begin(*subscription, {greeting…});             // from here on the port is woken
//   loop: Outgoing out = hub.take(*subscription); write out and one's replies as one message; wait for wake()
//   subscription.reset();                              // on the loop's thread, while the hub exists
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "ramure/v1/frames.pb.h"
#include "server/live/batch.hpp"
#include "server/live/cursor.hpp"
#include "server/live/feed.hpp"
#include "server/live/open_texts.hpp"
#include "storage/readable.hpp"

namespace ramure::live {

class Hub;

// What the hub needs of a connection. Called on the loop's thread; must not call the hub back from inside: it only
// notes or schedules.
class Port {
 public:
  enum class Dismissal { member_left, backlog_failed };
  virtual void wake() = 0;                  // there is something to take; at most once until the next take()
  virtual void dismiss(Dismissal why) = 0;  // close; at most once

 protected:
  ~Port() = default;
};

// Reads what the ring no longer holds. Called on the loop's thread, answers there later through Hub::on_page /
// on_private_rows with the same id (nullptr when it could not be read). The id of a connection that is gone is ignored.
class Backlog {
 public:
  virtual ~Backlog() = default;
  virtual void read_journal(std::uint64_t subscription_id, const storage::Readable& readable,
                            std::uint64_t after_seq) = 0;
  virtual void read_private_rows(std::uint64_t subscription_id, std::uint64_t member_id,
                                 std::uint64_t since_revision) = 0;
  virtual void read_text(std::uint64_t subscription_id, std::uint64_t roadmap_id, std::uint64_t after_version) = 0;
};

// One connection's place in the hub. Leaves the hub when destroyed.
class Subscription {
 public:
  ~Subscription();
  Subscription(const Subscription&) = delete;
  Subscription& operator=(const Subscription&) = delete;
  std::uint64_t id() const { return id_; }
  std::uint64_t member_id() const;

 private:
  friend class Hub;
  struct Member;
  using SharedBytes = std::shared_ptr<const std::string>;
  Subscription(Hub& hub, std::uint64_t id, Member& member, Port& port)
      : hub_(hub), member_(member), port_(port), id_(id) {}

  Hub& hub_;
  Member& member_;
  Port& port_;
  const std::uint64_t id_;

  // Events. While !is_behind_ the cursor moves with the head without being touched.
  std::uint64_t cursor_seq_ = 0;
  std::uint64_t page_until_seq_ = 0;
  ChunkPointer page_;  // a page of the journal, while behind the ring

  // Private rows, and those that had to be read from the database because too many came at once.
  std::uint64_t private_revision_ = 0;
  std::unique_ptr<const PrivateChange> private_page_;

  std::unique_ptr<std::deque<SharedBytes>> signals_;  // null for all but a few
  std::unique_ptr<OpenTexts> texts_;                  // the same: see open_texts.hpp

  bool has_begun_ = false, is_behind_ = false, is_awake_ = false, is_dismissed_ = false;
  bool waits_for_page_ = false, page_is_stale_ = false;
  bool waits_for_private_ = false, has_more_private_ = false;
  bool owes_through_ = false;  // it has not been told yet that it is up to date
};

// One frame's worth. `pieces` and `rest` are fields of one ServerFrame: concatenated, in any order, they are its bytes.
struct Outgoing {
  Pieces pieces;     // events
  std::string rest;  // private rows, signals, through_seq
  std::size_t event_count = 0;
  bool has_more = false;  // take again when this is written; no wake will come for it

  bool is_empty() const { return pieces.empty() && rest.empty(); }
};

// Where a connection begins: from one read transaction on a reader thread.
struct Beginning {
  storage::Readable readable;
  std::uint64_t readable_as_of_seq = 0;
  std::uint64_t resume_seq = 0;
  std::uint64_t private_revision = 0;
  bool has_more_private_rows = false;  // than fitted into the welcome
};

class Hub {
 public:
  // `feed` is this thread's own, a copy of the announcer's. `backlog` outlives the hub.
  Hub(Feed feed, Backlog& backlog, FrameLimits frame = {});
  ~Hub();

  std::unique_ptr<Subscription> attach(std::uint64_t member_id, Port& port);
  void begin(Subscription& subscription, const Beginning& beginning);

  // All that the connection is behind, at most one frame; moves its cursor. May be empty.
  Outgoing take(Subscription& subscription);

  // What the connection's next frame would say as through_seq: for pings.
  std::uint64_t through_seq(const Subscription& subscription) const;

  // What the connection's member reads now, and as of which seq; empty before begin().
  const storage::Readable& readable(const Subscription& subscription) const;
  std::uint64_t readable_as_of_seq(const Subscription& subscription) const;

  // From the announcer, in order.
  void on_batch(const Announcement& announcement);

  // From the backlog.
  void on_page(std::uint64_t subscription_id, ChunkPointer page);
  void on_private_rows(std::uint64_t subscription_id, const v1::PrivateRows* rows);

  // Texts of roadmaps (hub_texts.cpp), each a cursor over the log of that text: changes are pulled from a ring of
  // recent ones, or read from the table, never queued. prepare_text() before the text is read, so that nothing in
  // between is lost; begin_text() with the version that the connection was given, and the latest that was there then.
  // False: no more may be open, or one reads the roadmap no more. A text closes by itself when one's membership ends.
  bool prepare_text(Subscription& subscription, std::uint64_t roadmap_id);
  bool begin_text(Subscription& subscription, std::uint64_t roadmap_id, std::uint64_t version, std::uint64_t head);
  void close_text(Subscription& subscription, std::uint64_t roadmap_id);
  bool has_open_text(const Subscription& subscription, std::uint64_t roadmap_id) const;
  void on_text(std::uint64_t subscription_id, std::uint64_t roadmap_id, const std::vector<TextChange>* changes);
  // To everybody here who has the text open, one connection excepted (0: none).
  void signal_text(std::uint64_t roadmap_id, std::uint64_t except_subscription_id,
                   std::shared_ptr<const std::string> bytes);

  // Signals (see signals.hpp): `bytes` are encoded fields of a ServerFrame. To everybody here who may read a thing of
  // that channel and birth, one member excepted; or to one connection. Where too many wait the oldest are lost.
  void signal_channel(std::uint64_t channel_id, std::uint64_t birth_seq, std::uint64_t except_member_id,
                      std::shared_ptr<const std::string> bytes);
  void signal(Subscription& subscription, std::shared_ptr<const std::string> bytes);

  std::uint64_t head_seq() const { return feed_.head_seq(); }
  std::size_t subscription_count() const { return subscriptions_.size(); }

 private:
  friend class Subscription;
  using Member = Subscription::Member;

  void detach(Subscription& subscription);
  void apply(const ReadingChange& change);
  void change_reading(Member& member, const ReadingChange& change);
  void index(Member& member, std::uint64_t channel_id);
  void unindex(Member& member, std::uint64_t channel_id);
  void apply_private(const PrivateChange& change);
  void erase(const Announcement& announcement);
  void wake_readers(const Chunk& chunk);
  void fall_behind(Member& member, const Chunk& chunk);
  void wake(Subscription& subscription);
  void dismiss(Subscription& subscription, Port::Dismissal why);

  void take_in(const TextChange& change);
  void take_in(const TextRewriting& rewriting);
  void take_texts(Subscription& subscription, Outgoing& out);
  void forget_text(Subscription& subscription, std::uint64_t roadmap_id);
  void close_texts_of(const Member& member, std::uint64_t roadmap_id);

  void take_events(Subscription& subscription, Outgoing& out);
  Composed compose_next(Subscription& subscription);
  void ask_for_page(Subscription& subscription);
  void take_private_rows(Subscription& subscription, Outgoing& out);

  Feed feed_;
  Backlog& backlog_;
  FrameLimits frame_;
  std::uint64_t next_id_ = 1;
  std::unordered_map<std::uint64_t, std::unique_ptr<Member>> members_;  // those connected here
  std::unordered_map<std::uint64_t, std::vector<Member*>> readers_of_channel_;
  std::unordered_map<std::uint64_t, Subscription*> subscriptions_;  // owned by their connections
  std::unordered_map<std::uint64_t, TextRing> text_rings_;          // of the texts that are open here
};

}  // namespace ramure::live

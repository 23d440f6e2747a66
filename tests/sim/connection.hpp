// The server's side of one connection: what net/ does with a socket, without the socket. It takes from the hub when the
// wire has room, and every frame that leaves is held against the journal: nothing that may not be read now, nothing
// twice, nothing missing.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "server/community/answer_roadmaps.hpp"
#include "server/live/greeting.hpp"
#include "server/live/hub.hpp"
#include "tests/sim/server.hpp"
#include "tests/sim/wire.hpp"

namespace ramure::sim {

class Connection final : public live::Port, public live::ReplySink, public std::enable_shared_from_this<Connection> {
 public:
  Connection(Server& server, SimLoop& loop, std::uint64_t member_id, std::shared_ptr<Wire> wire);
  ~Connection() override;

  bool is_cut() const { return wire_->is_cut; }
  void close();

  // One step each; false when there was nothing to do.
  bool receive();
  bool write();

  // From the hub and the announcer.
  void wake() override { is_awake_ = true; }
  void dismiss(Dismissal why) override;
  void on_outcome(std::uint64_t request_id, live::CommandOutcome outcome) override;

 private:
  void on_hello(const v1::ClientFrame& frame);
  void on_command(const v1::ClientFrame& frame);
  void on_query(const v1::ClientFrame& frame);
  void on_open_text(const v1::ClientFrame& frame);
  void begin_text(std::uint64_t request_id, std::uint64_t roadmap_id, community::OpenedText opened);
  void begin(std::uint64_t request_id, std::expected<live::Greeting, v1::Refusal> greeting);
  void reply(v1::Reply reply) { replies_.push_back(std::move(reply)); }
  void refuse(std::uint64_t request_id, v1::Refusal refusal);
  v1::ServerFrame take_frame();
  void check_is_erased(const v1::Event& event) const;
  void check_is_of_round(const v1::Event& event) const;
  void check_is_of_roadmap(const v1::Event& event) const;
  void check_opened(std::uint64_t roadmap_id, const v1::TextOpened& opened) const;
  void check_text(const v1::TextDelivery& delivery);
  void check_taken(const live::Outgoing& out, const v1::ServerFrame& frame);

  Server& server_;
  SimLoop& loop_;
  const std::uint64_t member_id_;
  std::shared_ptr<Wire> wire_;
  std::unique_ptr<live::Subscription> subscription_;
  std::optional<v1::Welcome> welcome_;
  std::vector<v1::Reply> replies_;
  std::uint64_t told_seq_ = 0;                         // through_seq of the last frame, or where the connection began
  std::map<std::uint64_t, std::uint64_t> told_texts_;  // by roadmap: the version that was told last
  bool has_begun_ = false, is_awake_ = false, is_closed_ = false;
};

}  // namespace ramure::sim

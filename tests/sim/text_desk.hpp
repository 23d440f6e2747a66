// The texts that one client has open, kept as the protocol asks it of an editor: what it wrote and does not know to be
// accepted is pushed again until it is in the log, one push at a time; changes are taken one per call.
//
//   desk.reconnect();                                        // a new connection: nothing is open on it
//   if (auto frame = desk.open(roadmap_id)) desk.was_sent(*frame, send(*frame));
//   desk.take(server_frame);
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ramure/v1/frames.pb.h"
#include "server/live/chunk.hpp"
#include "tests/sim/dice.hpp"
#include "tests/support/collab_editor.hpp"
#include "tests/support/xorshift.hpp"

namespace ramure::sim {

class TextDesk {
 public:
  // `number`: of the client; editor ids follow from it.
  TextDesk(Dice& dice, std::uint64_t number, std::uint64_t member_id)
      : dice_(dice), number_(number), member_id_(member_id) {}

  struct Text {
    test::CollabEditor editor;
    std::string epoch;
    bool is_open = false, is_asked = false, is_pushing = false;
  };
  const std::map<std::uint64_t, Text>& texts() const { return texts_; }

  // Units that were inserted here, and those of them that were put aside as a copy (a restore, rights that were lost).
  std::size_t written_units() const { return written_units_; }
  std::size_t copied_units() const { return copied_units_; }
  std::size_t pushes() const { return pushes_; }

  void reconnect();

  // What to send next about this text; nothing: there is nothing to be said now.
  std::optional<v1::ClientFrame> open(std::uint64_t roadmap_id);
  std::optional<v1::ClientFrame> push(std::uint64_t roadmap_id);
  void was_sent(const v1::ClientFrame& frame, std::uint64_t request_id);

  // Some letters at random, if the text is here.
  void write(std::uint64_t roadmap_id);
  void close(std::uint64_t roadmap_id) { texts_.erase(roadmap_id); }

  void take(const v1::ServerFrame& frame, const std::string& epoch);
  // False: it answers nothing that was asked here.
  bool take(const v1::Reply& reply, const std::string& epoch);

 private:
  void on_opened(std::uint64_t roadmap_id, const v1::Reply& reply, const std::string& epoch);
  void on_pushed(std::uint64_t roadmap_id, const v1::Reply& reply);
  void on_delivery(const v1::TextDelivery& delivery);
  void put_aside(Text& text);
  std::uint64_t new_editor_id() { return number_ * 1'000'000 + ++last_editor_; }

  Dice& dice_;
  const std::uint64_t number_, member_id_;
  std::map<std::uint64_t, Text> texts_;
  std::map<std::uint64_t, std::uint64_t> opening_, pushing_;  // by request: the roadmap
  std::uint64_t last_editor_ = 0;
  std::size_t written_units_ = 0, copied_units_ = 0, pushes_ = 0;
};

// A text as the wire has it.
v1::TextPush to_wire(const roadmap::Push& push);

}  // namespace ramure::sim

// A roadmap in a community of rules alone: begun, written and talked about through the same door as every other
// command.
//
//   RuledRoadmap roadmap(community, community.valmerac);
//   roadmap.share(v1::ROADMAP_SHARING_COMMUNITY);
//   roadmap.write(member, 0, "Un mot. ");
//   auto refusal = community.refusal(member, roadmap.commenting("Bravo"));
#pragma once

#include <string>
#include <string_view>

#include "ramure/v1/frames.pb.h"
#include "ramure/v1/queries.pb.h"
#include "tests/support/ruled_community.hpp"

namespace ramure::test {

class RuledRoadmap {
 public:
  // Begun by the first of the pair.
  RuledRoadmap(RuledCommunity& community, const RuledCommunity::Territory& territory,
               std::string_view template_key = "plan-de-mise-en-oeuvre");

  std::uint64_t id() const { return id_; }
  std::uint64_t first() const { return territory_.first; }
  std::uint64_t second() const { return territory_.second; }

  v1::Command command() const;  // names this roadmap; the caller gives it its body
  v1::Command commenting(std::string_view text, v1::RoadmapCommentBox box = v1::ROADMAP_COMMENT_BOX_CONVINCES) const;
  v1::Command commenting_on(std::string_view words, std::string_view text);  // a passage of the text as it is
  v1::Command suggesting(std::string_view words, std::string_view replacement);
  v1::Command adding(std::string_view title) const;
  v1::Command freezing(v1::RoadmapStage stage);
  v1::Command sharing(v1::RoadmapSharing sharing) const;
  v1::Command removing(std::string_view passage) const;  // from the history
  v1::Command inviting(std::uint64_t member_id) const;

  // One change by an editor of that member's own, made on the text as it is.
  v1::Command pushing(std::uint64_t member_id, std::size_t at, std::string_view words);
  v1::Command replacing(std::uint64_t member_id, std::string_view words, std::string_view by);

  void share(v1::RoadmapSharing sharing) { community_.accept(first(), this->sharing(sharing)); }
  void invite(std::uint64_t member_id) { community_.accept(first(), inviting(member_id)); }
  std::uint64_t add(std::string_view title);
  std::uint64_t comment(std::uint64_t member_id, std::string_view text);
  void write(std::uint64_t member_id, std::size_t at, std::string_view words) {
    community_.accept(member_id, pushing(member_id, at, words));
  }

  // As the server answers.
  v1::Reply ask(std::uint64_t member_id, const v1::Query& query) const;
  v1::RoadmapView view(std::uint64_t member_id) const;  // empty: not shown
  std::string text() const;
  std::uint64_t version() const;

 private:
  v1::TextAnswer latest() const;
  v1::RoadmapPassage passage_of(std::string_view words);

  RuledCommunity& community_;
  RuledCommunity::Territory territory_;
  std::uint64_t id_ = 0;
};

}  // namespace ramure::test

// Evaluations: kept for the member alone, counted without him, and his words passed on without his name.
#include <algorithm>

#include "server/community/course.hpp"
#include "server/course/evaluation.hpp"
#include "server/course/gathering.hpp"

namespace ramure::community {

namespace {

std::uint64_t backstage(Asked& asked) {
  const auto channels = asked.view.channels();
  const auto found = std::ranges::find(channels, v1::CHANNEL_KIND_BACKSTAGE, &storage::ChannelState::kind);
  return found == channels.end() ? 0 : found->id;
}

// Right behind the evaluation that the words are of: by that, and by nothing in it, storage knows whose they are.
void do_pass_on(Announcer& announce, std::uint64_t backstage_id, std::uint64_t gathering_id, std::uint64_t answer_id,
                const v1::Evaluation& evaluation) {
  const std::uint64_t birth = answer_id == 0 ? announce.next_seq() : answer_id;
  v1::Event& event = announce.to_channel_by_nobody(backstage_id, birth);
  v1::EvaluationPassedOn& passed = *event.mutable_course()->mutable_evaluation_passed_on();
  passed.set_gathering_id(gathering_id);
  passed.set_answer_id(answer_id);
  passed.set_keeps(evaluation.keeps());
  passed.set_missed(evaluation.missed());
}

}  // namespace

Decided evaluate_gathering(Asked& asked, const v1::EvaluateGathering& command) {
  constexpr auto field = "evaluate_gathering.gathering_id";
  constexpr auto what = "evaluate_gathering.evaluation";
  auto place = access_gathering(asked, command.gathering_id(), field);
  if (!place) return pass_on(place);
  auto checked = course::check_evaluable(field, place->gathering, place->hat, asked.now);
  if (checked) checked = course::check_evaluation(what, command.evaluation());
  if (!checked) return pass_on(checked);
  v1::Evaluation evaluation = command.evaluation();
  evaluation.DiscardUnknownFields();
  const auto before = asked.view.evaluation(command.gathering_id(), asked.me.id);
  if (!before && course::is_empty(evaluation)) return refuse::invalid(what, "it says nothing");
  const v1::Evaluation said = before ? before->evaluation : v1::Evaluation();
  if (said.SerializeAsString() == evaluation.SerializeAsString()) return refuse::already_done(what);

  Announcer announce(asked);
  v1::GatheringEvaluated& told = *announce.to_member(asked.me.id).mutable_course()->mutable_gathering_evaluated();
  told.set_gathering_id(command.gathering_id());
  *told.mutable_evaluation() = evaluation;
  const bool has_new_words = said.keeps() != evaluation.keeps() || said.missed() != evaluation.missed();
  if (const std::uint64_t id = backstage(asked); has_new_words && id != 0) {
    do_pass_on(announce, id, command.gathering_id(), before ? before->answer_id : 0, evaluation);
  }
  return announce.decision();
}

}  // namespace ramure::community

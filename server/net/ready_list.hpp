// The connections of one I/O thread that have something to send: each once, all in one go of the loop. A posted handler
// for each would cost more than what most of them send.
//
// One thread: the loop's.
#pragma once

#include <boost/asio/post.hpp>
#include <boost/intrusive/list.hpp>

#include "server/net/io.hpp"

namespace ramure::net {

// Leaves the list when destroyed.
class Ready : public boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
 public:
  // Never inside ReadyList::add(). Must not throw: the others wait behind it.
  virtual void deliver() noexcept = 0;

 protected:
  ~Ready() = default;
};

class ReadyList {
 public:
  explicit ReadyList(asio::io_context& context) : context_(context) {}

  // Does nothing when it is there already.
  void add(Ready& ready) {
    if (ready.is_linked()) return;
    if (list_.empty()) asio::post(context_, [this] { deliver_all(); });
    list_.push_back(ready);
  }

 private:
  using List = boost::intrusive::list<Ready, boost::intrusive::constant_time_size<false>>;

  // Whoever is added meanwhile comes the next time.
  void deliver_all() {
    List due;
    due.swap(list_);
    while (!due.empty()) {
      Ready& ready = due.front();
      due.pop_front();
      ready.deliver();
    }
  }

  asio::io_context& context_;
  List list_;
};

}  // namespace ramure::net

// One plain thread: the model may not know the platform's libraries, and needs no more than this.
#include "svctui_json.h"

#include <new>
#include <system_error>
#include <thread>

struct svctui_thread {
  std::thread thread;
};

extern "C" svctui_thread *svctui_thread_start(void (*body)(void *), void *context) {
  auto *result = new (std::nothrow) svctui_thread;
  if (!result) return nullptr;
  try {
    result->thread = std::thread(body, context);
    return result;
  } catch (const std::system_error &) {
    delete result;
    return nullptr;
  }
}

extern "C" void svctui_thread_join(svctui_thread *thread) {
  thread->thread.join();
  delete thread;
}

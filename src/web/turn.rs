//! A value that asynchronous tasks of one thread use one after the other.

use std::cell::{Cell, RefCell, RefMut};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::ops::{Deref, DerefMut};
use std::task::{Poll, Waker};

/// The value. Whoever waits for it gets it in the order of asking, or nearly so.
#[derive(Debug, Default)]
pub struct Turn<T> {
    value: RefCell<T>,
    busy: Cell<bool>,
    waiting: RefCell<VecDeque<Waker>>,
}

/// The right to use the value, until it is dropped.
#[derive(Debug)]
pub struct Taken<'a, T> {
    turn: &'a Turn<T>,
    value: RefMut<'a, T>,
}

impl<T> Turn<T> {
    /// A value that nobody uses yet.
    pub fn new(value: T) -> Turn<T> {
        Turn { value: RefCell::new(value), busy: Cell::new(false), waiting: RefCell::default() }
    }

    /// Waits until nobody else uses the value.
    pub async fn take(&self) -> Taken<'_, T> {
        poll_fn(|context| {
            if self.busy.replace(true) {
                self.waiting.borrow_mut().push_back(context.waker().clone());
                Poll::Pending
            } else {
                Poll::Ready(())
            }
        })
        .await;
        Taken { turn: self, value: self.value.borrow_mut() }
    }
}

impl<T> Drop for Taken<'_, T> {
    fn drop(&mut self) {
        self.turn.busy.set(false);
        // The reference into the value ends after this; whoever is woken runs later than that.
        if let Some(waker) = self.turn.waiting.borrow_mut().pop_front() {
            waker.wake();
        }
    }
}

impl<T> Deref for Taken<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Taken<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}
